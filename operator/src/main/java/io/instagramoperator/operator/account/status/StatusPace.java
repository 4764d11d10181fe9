package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.status.CheckPace;
import io.instagramoperator.operator.status.WritePace;
import io.instagramoperator.operator.status.WritePace.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a status is written: at once when it says something new, and never when it says nothing new. Times and numbers that move with every
 * webhook are moved at most once a minute.
 */
public final class StatusPace {

    private static final CheckPace<InstagramAccountStatus> CHECKS =
            new CheckPace<>(InstagramAccountStatus::webhook, StatusPace::withWebhook);

    private StatusPace() {}

    /**
     * Decides.
     *
     * @param last      the status that was written last, null before the first
     * @param current   the status as it would be now
     * @param lastWrite when {@code last} was written
     */
    public static Decision<InstagramAccountStatus> decide(
            @Nullable InstagramAccountStatus last, InstagramAccountStatus current, Instant lastWrite, Instant now) {
        return WritePace.decide(last, current, lastWrite, now, StatusPace::withTimesOf);
    }

    /** The current status, without a newer {@code webhook.checkedAt} that is not worth a write. */
    public static InstagramAccountStatus settle(
            @Nullable InstagramAccountStatus last, InstagramAccountStatus current, Instant configWritten, Instant now) {
        return CHECKS.settle(last, current, configWritten, now);
    }

    /** The current status with those times of the last one that have moved. One that is there for the first time has not. */
    private static InstagramAccountStatus withTimesOf(InstagramAccountStatus last, InstagramAccountStatus current) {
        return new InstagramAccountStatus(
                current.observedGeneration(),
                current.username(),
                current.callbackUrl(),
                current.receiver(),
                current.store(),
                last.backlog() == null ? current.backlog() : last.backlog(),
                last.deadLetters() == null ? current.deadLetters() : last.deadLetters(),
                last.lastEventTime() == null ? current.lastEventTime() : last.lastEventTime(),
                current.token(),
                CHECKS.withTimeOf(last, current).webhook(),
                current.app(),
                current.retiredApp(),
                current.conditions());
    }

    private static InstagramAccountStatus withWebhook(InstagramAccountStatus status, @Nullable WebhookStatus webhook) {
        return new InstagramAccountStatus(
                status.observedGeneration(),
                status.username(),
                status.callbackUrl(),
                status.receiver(),
                status.store(),
                status.backlog(),
                status.deadLetters(),
                status.lastEventTime(),
                status.token(),
                webhook,
                status.app(),
                status.retiredApp(),
                status.conditions());
    }
}
