package io.instagramoperator.operator.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** When a status is written: at once when it says something new, never when it does not, and what only moves at most once a minute. */
public final class WritePace {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private WritePace() {}

    /**
     * What to do about a status.
     *
     * @param write the status to write now; absent: none
     * @param again how long until what has moved may be written; absent: nothing is pending
     */
    public record Decision<S>(Optional<S> write, Optional<Duration> again) {}

    /**
     * Decides.
     *
     * @param last      the status that was written last, null before the first
     * @param current   the status as it would be now
     * @param lastWrite when {@code last} was written
     * @param holding   of the last and the current status, the current one with what only moves as it was in the last one
     */
    public static <S> Decision<S> decide(
            @Nullable S last, S current, Instant lastWrite, Instant now, BinaryOperator<S> holding) {
        if (last == null) {
            return new Decision<>(Optional.of(current), Optional.empty());
        }
        if (current.equals(last)) {
            return new Decision<>(Optional.empty(), Optional.empty());
        }
        Duration wait = AT_MOST_EVERY.minus(Duration.between(lastWrite, now));
        if (!wait.isPositive()) {
            return new Decision<>(Optional.of(current), Optional.empty());
        }
        S held = holding.apply(last, current);
        return new Decision<>(
                Optional.of(held).filter(status -> !status.equals(last)),
                Optional.of(wait).filter(pending -> !held.equals(current)));
    }
}
