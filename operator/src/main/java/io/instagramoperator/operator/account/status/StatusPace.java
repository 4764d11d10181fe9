package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.WebhookStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a status is written: at once when it says something new, and never when it says nothing new. Times and numbers that move with every
 * webhook are moved at most once a minute.
 */
public final class StatusPace {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private StatusPace() {}

    /**
     * What to do about a status.
     *
     * @param write the status to write now; absent: none
     * @param again how long until a moved time may be written; absent: nothing is pending
     */
    public record Decision(Optional<InstagramAccountStatus> write, Optional<Duration> again) {}

    /**
     * Decides.
     *
     * @param last      the status that was written last, null before the first
     * @param current   the status as it would be now
     * @param lastWrite when {@code last} was written
     */
    public static Decision decide(
            @Nullable InstagramAccountStatus last, InstagramAccountStatus current, Instant lastWrite, Instant now) {
        if (last == null) {
            return new Decision(Optional.of(current), Optional.empty());
        }
        if (current.equals(last)) {
            return new Decision(Optional.empty(), Optional.empty());
        }
        Duration wait = AT_MOST_EVERY.minus(Duration.between(lastWrite, now));
        if (!wait.isPositive()) {
            return new Decision(Optional.of(current), Optional.empty());
        }
        InstagramAccountStatus held = withTimesOf(last, current);
        return new Decision(
                Optional.of(held).filter(status -> !status.equals(last)),
                Optional.of(wait).filter(pending -> !held.equals(current)));
    }

    /** The current status with those times of the last one that have moved. One that is there for the first time has not. */
    private static InstagramAccountStatus withTimesOf(InstagramAccountStatus last, InstagramAccountStatus current) {
        return new InstagramAccountStatus(
                current.observedGeneration(),
                current.username(),
                current.callbackUrl(),
                current.receiver(),
                last.backlog() == null ? current.backlog() : last.backlog(),
                last.deadLetters() == null ? current.deadLetters() : last.deadLetters(),
                last.lastEventTime() == null ? current.lastEventTime() : last.lastEventTime(),
                current.token(),
                withTimeOf(last.webhook(), current.webhook()),
                current.conditions());
    }

    private static @Nullable WebhookStatus withTimeOf(@Nullable WebhookStatus last, @Nullable WebhookStatus current) {
        if (last == null || current == null || last.checkedAt() == null) {
            return current;
        }
        return new WebhookStatus(current.registered(), current.fields(), last.checkedAt());
    }
}
