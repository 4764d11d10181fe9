package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.sink.Outcome.About;
import io.instagramoperator.receiver.sink.Outcome.Delivered;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Gone;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an answer means for the event. */
final class Judgement {

    private Judgement() {}

    /**
     * Of the head of an answer.
     *
     * @param status the status code
     * @param retryAfter the header of this name
     * @param now the time of the answer
     */
    static Outcome of(int status, Optional<String> retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return new Delivered(status);
        }
        String answered = "answered " + status;
        return switch (status) {
            case 410 -> new Gone(Failure.GONE);
            case 429, 503 -> failed(status, answered, retryAfter.flatMap(value -> RetryAfter.of(value, now)));
            default ->
                failed(
                        status,
                        status >= 300 && status < 400
                                ? answered + ", a redirect, which is never followed; give the final address as url"
                                : answered,
                        Optional.empty());
        };
    }

    /** Without an answer, whatever was to be sent. */
    static Outcome unanswered(Failure failure) {
        return new Failed(failure, About.ENDPOINT, Optional.empty());
    }

    private static Outcome failed(int status, String message, Optional<Duration> retryAfter) {
        return new Failed(new Failure(Kind.STATUS, message), about(status), retryAfter);
    }

    private static About about(int status) {
        return switch (status) {
            case 429 -> About.PACE;
            // What stands before an application says so when that is not there (RFC 9110 section 15.6).
            case 502, 503, 504 -> About.ENDPOINT;
            default -> About.EVENT;
        };
    }
}
