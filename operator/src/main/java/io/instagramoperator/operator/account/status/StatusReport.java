package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.StoreStatus;
import io.instagramoperator.crds.account.TokenStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.condition.Conditions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The whole status of an account. What only a receiver knows stays as it was while none reports. */
public final class StatusReport {

    private static final TokenStatus NOTHING_KNOWN = new TokenStatus(null, null, List.of());

    private static final WebhookStatus NOT_CHECKED = new WebhookStatus(null, List.of(), null);

    private StatusReport() {}

    /** The status of a situation. It may be equal to the last one. */
    public static InstagramAccountStatus of(Situation situation, Clock clock) {
        return new InstagramAccountStatus(
                situation.generation(),
                username(situation),
                situation.callbackUrl(),
                receiver(situation),
                store(situation),
                total(situation, SubscriptionReport::backlog, InstagramAccountStatus::backlog),
                total(situation, SubscriptionReport::deadLetters, InstagramAccountStatus::deadLetters),
                lastEventTime(situation),
                token(situation),
                webhook(situation),
                AppRecord.writtenIn(situation.account()).inUse().orElse(null),
                AppRecord.writtenIn(situation.account()).retired().orElse(null),
                Conditions.of(
                        Verdicts.of(situation),
                        situation
                                .lastStatus()
                                .map(InstagramAccountStatus::conditions)
                                .orElse(List.of()),
                        situation.generation(),
                        clock));
    }

    private static @Nullable String username(Situation situation) {
        return reportedToken(situation)
                .map(Token::username)
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::username))
                .orElse(null);
    }

    private static PodsStatus receiver(Situation situation) {
        return new PodsStatus(
                ReceiverChecks.ready(situation),
                ReceiverChecks.wanted(situation),
                situation
                        .report()
                        .map(ReceiverReport::version)
                        .or(() -> situation
                                .lastStatus()
                                .map(InstagramAccountStatus::receiver)
                                .map(PodsStatus::version))
                        .orElse(null));
    }

    private static @Nullable StoreStatus store(Situation situation) {
        return VolumeChecks.size(situation)
                .map(StoreStatus::new)
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::store))
                .orElse(null);
    }

    /** Of all subscriptions; absent without any. */
    private static @Nullable Long total(
            Situation situation,
            ToLongFunction<SubscriptionReport> number,
            Function<InstagramAccountStatus, @Nullable Long> last) {
        if (situation.blueprint().subscriptions().isEmpty()) {
            return null;
        }
        return situation
                .report()
                .map(report -> report.subscriptions().stream().mapToLong(number).sum())
                .or(() -> situation.lastStatus().map(last))
                .orElse(null);
    }

    private static @Nullable Instant lastEventTime(Situation situation) {
        return reportedWebhook(situation)
                .map(Webhook::lastDeliveryAt)
                .map(Instant::parse)
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::lastEventTime))
                .orElse(null);
    }

    private static @Nullable TokenStatus token(Situation situation) {
        return reportedToken(situation)
                .filter(token -> token.valid() != null)
                .map(token -> new TokenStatus(
                        time(token.expiresAt()), time(token.dataAccessExpiresAt()), token.missingPermissions()))
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::token))
                // An object whose fields were all taken away by server-side apply is stored as null, which the schema
                // refuses.
                .filter(token -> !token.equals(NOTHING_KNOWN))
                .orElse(null);
    }

    private static @Nullable WebhookStatus webhook(Situation situation) {
        return reportedWebhook(situation)
                .filter(Webhook::isChecked)
                .map(webhook -> new WebhookStatus(webhook.registered(), webhook.fields(), time(webhook.checkedAt())))
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::webhook))
                // Stored as null, too, see above.
                .filter(webhook -> !webhook.equals(NOT_CHECKED))
                .orElse(null);
    }

    private static Optional<Token> reportedToken(Situation situation) {
        return situation.report().map(ReceiverReport::token);
    }

    private static Optional<Webhook> reportedWebhook(Situation situation) {
        return situation.report().map(ReceiverReport::webhook);
    }

    private static @Nullable Instant time(@Nullable String rfc3339) {
        return rfc3339 == null ? null : Instant.parse(rfc3339);
    }
}
