package io.instagramoperator.operator.account.report;

/** What was heard from one pod. */
public sealed interface Observation {

    /** The UID of the pod that was asked: what one pod says is nothing that its successor knows. */
    String podUid();

    /** The pod has reported. */
    record Reported(String podUid, ReceiverReport report) implements Observation {}

    /**
     * The pod has not.
     *
     * @param why a clause such as "it does not answer within 2 s", the same for the same cause, so that it may stand in a condition
     */
    record Unavailable(String podUid, String why) implements Observation {}
}
