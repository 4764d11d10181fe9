package io.instagramoperator.operator.app.status;

import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.status.CheckPace;
import io.instagramoperator.operator.status.WritePace;
import io.instagramoperator.operator.status.WritePace.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a status is written: at once when it says something new, and never when it says nothing new. */
public final class StatusPace {

    private static final CheckPace<MetaAppStatus> CHECKS =
            new CheckPace<>(MetaAppStatus::webhook, StatusPace::withWebhook);

    private StatusPace() {}

    /**
     * Decides.
     *
     * @param last          the status that was written last, null before the first
     * @param current       the status as it would be now
     * @param lastWrite     when {@code last} was written
     * @param configWritten when the gateway's configuration was written last
     */
    public static Decision<MetaAppStatus> decide(
            @Nullable MetaAppStatus last,
            MetaAppStatus current,
            Instant lastWrite,
            Instant configWritten,
            Instant now) {
        return WritePace.decide(
                last, CHECKS.settle(last, current, configWritten, now), lastWrite, now, CHECKS::withTimeOf);
    }

    private static MetaAppStatus withWebhook(MetaAppStatus status, @Nullable WebhookStatus webhook) {
        return new MetaAppStatus(
                status.observedGeneration(),
                status.callbackUrl(),
                status.accounts(),
                status.gateway(),
                webhook,
                status.outage(),
                status.unknownAccounts(),
                status.conditions());
    }
}
