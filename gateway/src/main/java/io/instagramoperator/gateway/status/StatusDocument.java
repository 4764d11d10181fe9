package io.instagramoperator.gateway.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.config.GatewayCredentials;
import io.instagramoperator.gateway.forward.Standing;
import io.instagramoperator.gateway.registration.Report;
import io.instagramoperator.gateway.webhook.UnknownAccounts.Unknown;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.config.Snapshot.Refusal;
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
 * @param accounts the routing table, and how the receivers stand
 * @param unknownAccounts those that Meta delivers for and that are not in the table, the latest first
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
        Webhook webhook,
        List<Account> accounts,
        List<Unknown> unknownAccounts) {

    @JsonInclude(Include.NON_ABSENT)
    record ConfigError(Optional<String> hash, String message) {}

    record Credential(String name, String secret, String key, String state) {}

    record Problem(String reason, String message) {}

    @JsonInclude(Include.NON_ABSENT)
    record Webhook(
            Optional<Boolean> registered,
            Optional<String> callbackUrl,
            Collection<String> fields,
            Optional<Problem> problem,
            Optional<Instant> checkedAt,
            Optional<Instant> lastDeliveryAt,
            Optional<Outage> outage) {}

    @JsonInclude(Include.NON_ABSENT)
    record Outage(Optional<Instant> from, Instant noticedAt, Optional<Instant> to) {}

    @JsonInclude(Include.NON_ABSENT)
    record Account(String instagramId, String name, String breaker, int waiting, Optional<LastError> lastError) {}

    record LastError(String message, Instant at) {}

    /** Puts together what the parts say. Pure. */
    static StatusDocument of(
            String version,
            Snapshot<GatewayConfig, GatewayCredentials> snapshot,
            boolean takesWebhooks,
            Optional<Instant> lastDelivery,
            Report report,
            List<Standing> standings,
            List<Unknown> unknown) {
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
                webhook(report, lastDelivery),
                standings.stream().map(StatusDocument::account).toList(),
                unknown);
    }

    /** Running exactly if webhooks are taken, unless the app is being removed. */
    private static String phase(
            Snapshot<GatewayConfig, GatewayCredentials> snapshot, boolean takesWebhooks, Report report) {
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

    private static Webhook webhook(Report report, Optional<Instant> lastDelivery) {
        return new Webhook(
                report.registered(),
                report.callbackUrl(),
                report.fields(),
                report.problem().map(problem -> new Problem(problem.reason().text(), problem.message())),
                report.checkedAt(),
                lastDelivery,
                report.outage().map(outage -> new Outage(outage.from(), outage.noticedAt(), outage.to())));
    }

    private static Account account(Standing standing) {
        return new Account(
                standing.account().instagramId(),
                standing.account().name(),
                standing.breaker().text(),
                standing.waiting(),
                standing.lastError().map(error -> new LastError(error.message(), error.at())));
    }

    /** {@code PRESENT} as {@code Present}. */
    private static String text(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
