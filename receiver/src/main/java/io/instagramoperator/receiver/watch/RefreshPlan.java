package io.instagramoperator.receiver.watch;

import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a token of Instagram Login is exchanged for a newer one. Pure. */
final class RefreshPlan {

    /** As long as it is not known when the token ends: Meta tells that with the next token only. */
    static final Duration DAILY = Duration.ofDays(1);

    private static final Duration FIRST_RETRY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 5;

    private RefreshPlan() {}

    /** The time for which a token is given. */
    record Validity(Instant obtained, Instant expires) {

        Instant half() {
            return obtained.plus(Duration.between(obtained, expires).dividedBy(2));
        }
    }

    /**
     * The last time that Meta was asked and did not give a token with its end.
     *
     * @param failures how often in a row
     * @param stretch what the time until the next is multiplied with, about 1: many receivers fail together
     */
    record Attempt(Instant at, int failures, double stretch) {

        Instant plus(Duration wait) {
            return at.plusMillis((long) (wait.toMillis() * stretch));
        }
    }

    /**
     * Whether Meta is to be asked now.
     *
     * @param seen since when this token is known here
     * @param validity empty if it is not known
     * @param last empty if nothing failed since the token was given
     */
    static boolean isDue(Login login, Instant seen, Optional<Validity> validity, Optional<Attempt> last, Instant now) {
        if (login != Login.INSTAGRAM
                || validity.filter(v -> !now.isBefore(v.expires())).isPresent()) {
            return false;
        }
        Instant first = validity.map(Validity::half).orElse(seen);
        Instant next = last.map(attempt -> attempt.plus(validity.isPresent() ? backOff(attempt.failures()) : DAILY))
                .orElse(first);
        return !now.isBefore(first) && !now.isBefore(next);
    }

    private static Duration backOff(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(DAILY) < 0 ? doubled : DAILY;
    }
}
