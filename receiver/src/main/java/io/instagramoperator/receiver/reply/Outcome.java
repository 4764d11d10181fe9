package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.Decision;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import java.util.Optional;

/**
 * What one attempt to send means. Pure.
 *
 * @param kind what it means for the replies after it
 * @param state the reply's state now
 * @param sent Meta's answer, if Meta took it
 * @param failure why it is not sent
 * @param refusal Meta's error, if it gave one
 */
record Outcome(
        Kind kind,
        Reply.State state,
        Optional<SentMessage> sent,
        Optional<Reply.Failure> failure,
        Optional<GraphError> refusal) {

    /** How often Meta may refuse one reply for a reason that it calls temporary. */
    static final int MOST_TRIES = 5;

    /** What it means for the replies after it. */
    enum Kind {
        /** Meta judged this reply: the account can send. */
        TAKEN,
        /** Meta did not judge it: this one is tried again by itself. */
        RETRY,
        /** Others would fare the same now: all wait a little. */
        LIMITED,
        /** Others would fare the same until somebody repairs the account: all wait. */
        STOPPED
    }

    /**
     * Decides.
     *
     * @param tries how often this reply was tried and refused as temporary, with this time
     */
    static Outcome of(GraphResult<SentMessage> result, int tries) {
        return switch (result) {
            case GraphResult.Ok<SentMessage>(SentMessage sent) ->
                new Outcome(Kind.TAKEN, Reply.State.SENT, Optional.of(sent), Optional.empty(), Optional.empty());
            case GraphResult.Refused<SentMessage>(GraphError error) -> refused(error, tries);
            case GraphResult.Unreachable<SentMessage> _ ->
                unanswered(Kind.LIMITED, Reply.State.QUEUED, Decision.BACK_OFF, result.describe());
            // All wait a little too: during an outage each reply sent into it would be lost to "unknown".
            case GraphResult.Ambiguous<SentMessage> _ ->
                unanswered(Kind.LIMITED, Reply.State.UNKNOWN, Decision.AMBIGUOUS, result.describe());
        };
    }

    private static Outcome unanswered(Kind kind, Reply.State state, Decision decision, String message) {
        return new Outcome(
                kind,
                state,
                Optional.empty(),
                Optional.of(new Reply.Failure(decision, 0, 0, message)),
                Optional.empty());
    }

    private static Outcome refused(GraphError error, int tries) {
        Decision decision = Decision.classify(error);
        return switch (decision) {
            case RETRY ->
                refused(Kind.RETRY, tries < MOST_TRIES ? Reply.State.QUEUED : Reply.State.FAILED, decision, error);
            case BACK_OFF -> refused(Kind.LIMITED, Reply.State.QUEUED, decision, error);
            case FINAL -> refused(Kind.TAKEN, Reply.State.FAILED, decision, error);
            case STOP_ACCOUNT -> refused(Kind.STOPPED, Reply.State.QUEUED, decision, error);
            case AMBIGUOUS -> refused(Kind.LIMITED, Reply.State.UNKNOWN, decision, error);
        };
    }

    private static Outcome refused(Kind kind, Reply.State state, Decision decision, GraphError error) {
        Reply.Failure kept = new Reply.Failure(decision, error.code(), error.subcode(), error.describeWithTrace());
        return new Outcome(kind, state, Optional.empty(), Optional.of(kept), Optional.of(error));
    }
}
