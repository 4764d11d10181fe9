package io.instagramoperator.receiver.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.delivery.Standing;
import io.instagramoperator.receiver.gap.Gap;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.LogStatus;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.watch.Report;
import io.instagramoperator.receiver.watch.TokenReport;
import io.instagramoperator.receiver.watch.WebhookReport;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.config.Snapshot.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer of {@code /status}. Its names are public: the operator reads them. What is not known is left out.
 *
 * @param configHash SHA-256 of the configuration file in force
 * @param configError why a newer version of the file is not in force
 * @param credentialsReadAt when the newest value of a credential was read for the first time: confirms a rotation
 */
@JsonInclude(Include.NON_ABSENT)
record StatusDocument(
        Optional<String> configHash,
        Optional<ConfigError> configError,
        String version,
        Optional<String> desired,
        String phase,
        List<Credential> credentials,
        Optional<Instant> credentialsReadAt,
        Optional<Store> store,
        Webhook webhook,
        Token token,
        List<Subscription> subscriptions,
        Replies replies) {

    @JsonInclude(Include.NON_ABSENT)
    record ConfigError(Optional<String> hash, String message) {}

    record Credential(String name, String secret, String key, String state) {}

    @JsonInclude(Include.NON_ABSENT)
    record Store(String state, Optional<String> message, long events, long bytes, long freeBytes) {}

    record Problem(String reason, String message) {

        static Problem of(io.instagramoperator.webhook.registration.Problem problem) {
            return new Problem(problem.reason().text(), problem.message());
        }
    }

    @JsonInclude(Include.NON_ABSENT)
    record Webhook(
            Optional<Boolean> registered,
            Optional<String> callbackUrl,
            Collection<String> fields,
            Optional<Boolean> accountSubscribed,
            Optional<Problem> problem,
            Optional<Instant> checkedAt,
            Optional<Instant> lastDeliveryAt,
            Optional<LastGap> gap) {}

    /** When webhooks were last lost, and what became of them. */
    @JsonInclude(Include.NON_ABSENT)
    record LastGap(
            Instant from, Optional<Instant> to, String state, int recovered, int incomplete, Optional<String> message) {

        static LastGap of(Gap gap) {
            return new LastGap(
                    gap.began(), gap.ended(), gap.state().text(), gap.recovered(), gap.incomplete(), gap.problem());
        }
    }

    @JsonInclude(Include.NON_ABSENT)
    record Token(
            Optional<Boolean> valid,
            Optional<String> username,
            Optional<Instant> expiresAt,
            Optional<Instant> dataAccessExpiresAt,
            Collection<String> missingPermissions,
            Optional<Problem> problem,
            Optional<Instant> checkedAt) {}

    @JsonInclude(Include.NON_ABSENT)
    record Subscription(
            String name,
            String cursor,
            long backlog,
            Optional<Long> oldestSeconds,
            long deadLetters,
            String breaker,
            boolean suspended,
            Optional<LastError> lastError) {}

    record LastError(String kind, String message, Instant at) {}

    record Replies(int pending, int failed) {}

    /** Puts together what the parts say. Pure. */
    static StatusDocument of(
            String version,
            Snapshot<ReceiverConfig, Credentials> snapshot,
            boolean takesWebhooks,
            LogStatus log,
            Optional<Instant> lastDelivery,
            List<Standing> subscriptions,
            ReplyStore.Counts replies,
            Optional<Gap> gap,
            Report report) {
        return new StatusDocument(
                snapshot.inForce().map(InForce::hash),
                snapshot.refusal().map(StatusDocument::error),
                version,
                snapshot.config().map(config -> text(config.desired())),
                phase(snapshot, takesWebhooks, report),
                snapshot.credentials().states().stream()
                        .map(StatusDocument::credential)
                        .toList(),
                Optional.of(snapshot.credentials().readAt()).filter(Instant.EPOCH::isBefore),
                store(log),
                webhook(report.webhook(), lastDelivery, gap),
                token(report.token()),
                subscriptions.stream().map(StatusDocument::subscription).toList(),
                new Replies(replies.waiting(), replies.failed()));
    }

    /** Running exactly if webhooks are taken, unless the account is being removed. */
    private static String phase(Snapshot<ReceiverConfig, Credentials> snapshot, boolean takesWebhooks, Report report) {
        if (snapshot.config().filter(c -> c.desired() == Desired.ABSENT).isPresent()) {
            return report.phase() == Report.Phase.DRAINED ? "Drained" : "Draining";
        }
        return takesWebhooks ? "Running" : "Refusing";
    }

    private static ConfigError error(Refusal refusal) {
        return new ConfigError(refusal.hash(), refusal.message());
    }

    private static Credential credential(CredentialState state) {
        return new Credential(state.name(), state.secret(), state.key(), text(state.state()));
    }

    private static Optional<Store> store(LogStatus log) {
        return log.state() == LogState.CLOSED
                ? Optional.empty()
                : Optional.of(new Store(
                        text(log.state()),
                        Optional.of(log.message()).filter(message -> !message.isEmpty()),
                        log.events(),
                        log.bytes(),
                        log.freeBytes()));
    }

    private static Webhook webhook(WebhookReport report, Optional<Instant> lastDelivery, Optional<Gap> gap) {
        return new Webhook(
                report.registered(),
                report.callbackUrl(),
                report.fields(),
                report.accountSubscribed(),
                report.problem().map(Problem::of),
                report.checkedAt(),
                lastDelivery,
                gap.map(LastGap::of));
    }

    private static Token token(TokenReport report) {
        return new Token(
                report.valid(),
                report.username(),
                report.expiresAt(),
                report.dataAccessExpiresAt(),
                report.missingPermissions(),
                report.problem().map(Problem::of),
                report.checkedAt());
    }

    private static Subscription subscription(Standing standing) {
        return new Subscription(
                standing.name(),
                standing.cursor().toString(),
                standing.backlog(),
                standing.oldest().map(Duration::toSeconds),
                standing.deadLetters(),
                standing.breaker().text(),
                standing.suspended(),
                standing.lastError().map(error -> new LastError(error.kind(), error.message(), error.at())));
    }

    /** {@code PRESENT} as {@code Present}. */
    private static String text(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
