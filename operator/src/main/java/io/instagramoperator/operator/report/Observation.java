package io.instagramoperator.operator.report;

import java.util.Optional;

/**
 * What was heard from one pod.
 *
 * @param <R> what a pod reports
 */
public sealed interface Observation<R extends Report> {

    /** The UID of the pod that was asked: what one pod says is nothing that its successor knows. */
    String podUid();

    /** What the pod reported, if it did. */
    default Optional<R> heard() {
        return this instanceof Reported<R> reported ? Optional.of(reported.report()) : Optional.empty();
    }

    /** The pod has reported. */
    record Reported<R extends Report>(String podUid, R report) implements Observation<R> {}

    /**
     * The pod has not.
     *
     * @param why a clause such as "it does not answer within 2 s", the same for the same cause, so that it may stand in a condition
     */
    record Unavailable<R extends Report>(String podUid, String why) implements Observation<R> {}
}
