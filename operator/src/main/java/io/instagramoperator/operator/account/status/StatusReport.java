package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.ReceiverStatus;
import io.instagramoperator.crds.account.TokenStatus;
import io.instagramoperator.crds.account.WebhookStatus;
import io.instagramoperator.operator.account.desired.CallbackUrl;
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

    private StatusReport() {}

    /** The status of a situation. It may be equal to the last one. */
    public static InstagramAccountStatus of(Situation situation, Clock clock) {
        return new InstagramAccountStatus(
                situation.generation(),
                username(situation),
                CallbackUrl.of(situation.account()),
                receiver(situation),
                total(situation, SubscriptionReport::backlog, InstagramAccountStatus::backlog),
                total(situation, SubscriptionReport::deadLetters, InstagramAccountStatus::deadLetters),
                lastEventTime(situation),
                token(situation),
                webhook(situation),
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

    private static ReceiverStatus receiver(Situation situation) {
        return new ReceiverStatus(
                ReceiverChecks.ready(situation),
                ReceiverChecks.wanted(situation),
                situation
                        .report()
                        .map(ReceiverReport::version)
                        .or(() -> situation
                                .lastStatus()
                                .map(InstagramAccountStatus::receiver)
                                .map(ReceiverStatus::version))
                        .orElse(null));
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
                .filter(webhook -> webhook.registered() != null)
                .map(webhook -> new WebhookStatus(webhook.registered(), webhook.fields(), time(webhook.checkedAt())))
                .or(() -> situation.lastStatus().map(InstagramAccountStatus::webhook))
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
