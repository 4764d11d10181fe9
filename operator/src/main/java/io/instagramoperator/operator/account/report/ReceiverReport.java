package io.instagramoperator.operator.account.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.instagramoperator.operator.report.ConfigError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Limits;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import io.instagramoperator.operator.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a receiver's {@code /status} that the operator acts on. Two reports are equal when nothing happened that anybody has to be told.
 *
 * @param configHash  SHA-256 of the configuration in force, 64 hexadecimal digits; absent: none has ever been valid
 * @param configError why a newer configuration was refused
 * @param version     of the receiver, at most 64 characters
 * @param phase       what the receiver does now
 * @param credentials the files of Secrets that the configuration names, at most 2048
 * @param credentialsReadAt when the newest value of these was read for the first time, RFC 3339
 * @param store       the log of events
 * @param webhook     what Meta said about the subscription
 * @param token       what Meta said about the access token
 * @param subscriptions how far each subscription is, at most 100
 */
public record ReceiverReport(
        @Nullable String configHash,
        @Nullable ConfigError configError,
        @Nullable String version,
        Phase phase,
        List<Credential> credentials,
        @Nullable String credentialsReadAt,
        @Nullable Store store,
        @Nullable Webhook webhook,
        @Nullable Token token,
        List<SubscriptionReport> subscriptions)
        implements Report {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._]{1,64}");

    public ReceiverReport(
            @Nullable String configHash,
            @Nullable ConfigError configError,
            @Nullable String version,
            @Nullable Phase phase,
            @Nullable List<Credential> credentials,
            @Nullable String credentialsReadAt,
            @Nullable Store store,
            @Nullable Webhook webhook,
            @Nullable Token token,
            @Nullable List<SubscriptionReport> subscriptions) {
        this.configHash = Limits.matching("configHash", configHash, Limits.SHA_256);
        this.configError = configError;
        this.version = Limits.text("version", version, 64);
        this.phase = Limits.required("phase", phase);
        this.credentials = Limits.list("credentials", credentials, 2048);
        this.credentialsReadAt = Limits.time("credentialsReadAt", credentialsReadAt);
        this.store = store;
        this.webhook = webhook;
        this.token = token;
        this.subscriptions = Limits.list("subscriptions", subscriptions, 100);
    }

    /** What the receiver says about the subscription of this name. */
    public Optional<SubscriptionReport> subscription(String name) {
        return subscriptions.stream()
                .filter(subscription -> subscription.name().equals(name))
                .findFirst();
    }

    @Override
    public boolean hasAskedMeta() {
        return webhook != null
                && token != null
                && webhook.isHeard()
                && (token.valid() != null || token.problem() != null);
    }

    @Override
    public boolean troubled() {
        return (webhook != null && webhook.problem() != null)
                || (token != null && token.problem() != null)
                || subscriptions.stream()
                        .anyMatch(subscription -> subscription.lastError() != null || subscription.broken());
    }

    /** The log of events. */
    public record Store(Store.State state) {
        public Store {
            Limits.required("store.state", state);
        }

        public enum State {
            @JsonProperty("Open")
            OPEN,
            @JsonProperty("Full")
            FULL,
            @JsonProperty("Failed")
            FAILED
        }
    }

    /**
     * The subscription at Meta.
     *
     * @param registered        whether Meta has our callback and fields; absent before the first check, and with an app that is shared
     * @param fields            the webhook fields that Meta has, at most 64
     * @param accountSubscribed whether the account itself is subscribed; absent before the first check
     * @param problem           why not, or why it may stop
     * @param checkedAt         time of the last check, RFC 3339
     * @param lastDeliveryAt    time of the last signed delivery, RFC 3339
     * @param gap               the last time in which webhooks may have been lost
     */
    public record Webhook(
            @Nullable Boolean registered,
            List<String> fields,
            @Nullable Boolean accountSubscribed,
            @Nullable Problem problem,
            @Nullable String checkedAt,
            @Nullable String lastDeliveryAt,
            @Nullable Gap gap) {

        public Webhook(
                @Nullable Boolean registered,
                @Nullable List<String> fields,
                @Nullable Boolean accountSubscribed,
                @Nullable Problem problem,
                @Nullable String checkedAt,
                @Nullable String lastDeliveryAt,
                @Nullable Gap gap) {
            this.registered = registered;
            this.fields = Limits.list("webhook.fields", fields, 64);
            this.fields.forEach(name -> Limits.matching("webhook.fields[]", name, Pattern.compile("[a-z_]{1,64}")));
            this.accountSubscribed = accountSubscribed;
            this.problem = problem;
            this.checkedAt = Limits.time("webhook.checkedAt", checkedAt);
            this.lastDeliveryAt = Limits.time("webhook.lastDeliveryAt", lastDeliveryAt);
            this.gap = gap;
        }

        /** Whether Meta was asked, and is known to have answered or not to. */
        public boolean isHeard() {
            return isChecked() || problem != null;
        }

        /** Whether Meta has answered. */
        public boolean isChecked() {
            return registered != null || accountSubscribed != null;
        }
    }

    /**
     * A time in which webhooks may have been lost, and what of them was read back from conversations.
     *
     * @param from       RFC 3339
     * @param to         RFC 3339; absent: not over
     * @param state      how far it is read back; {@code Done} at the end
     * @param recovered  how many events were brought back
     * @param incomplete of how many conversations Meta did not show everything
     */
    public record Gap(String from, @Nullable String to, String state, long recovered, long incomplete) {

        public Gap(
                @Nullable String from, @Nullable String to, @Nullable String state, long recovered, long incomplete) {
            this.from = Limits.required("webhook.gap.from", Limits.time("webhook.gap.from", from));
            this.to = Limits.time("webhook.gap.to", to);
            this.state = Limits.required(
                    "webhook.gap.state",
                    Limits.matching("webhook.gap.state", state, Pattern.compile("[A-Za-z]{1,32}")));
            Limits.number("webhook.gap.recovered", recovered);
            Limits.number("webhook.gap.incomplete", incomplete);
            this.recovered = recovered;
            this.incomplete = incomplete;
        }
    }

    /**
     * The access token.
     *
     * @param valid               absent before Meta's first answer
     * @param username            of the account that the token belongs to
     * @param expiresAt           RFC 3339; absent: never, or unknown
     * @param dataAccessExpiresAt RFC 3339; absent: never, or unknown
     * @param missingPermissions  permissions that the receiver needs and the token lacks, at most 64
     * @param problem             why it is not valid, or will soon not be
     */
    public record Token(
            @Nullable Boolean valid,
            @Nullable String username,
            @Nullable String expiresAt,
            @Nullable String dataAccessExpiresAt,
            List<String> missingPermissions,
            @Nullable Problem problem) {

        public Token(
                @Nullable Boolean valid,
                @Nullable String username,
                @Nullable String expiresAt,
                @Nullable String dataAccessExpiresAt,
                @Nullable List<String> missingPermissions,
                @Nullable Problem problem) {
            this.valid = valid;
            this.username = Limits.matching("token.username", username, USERNAME);
            this.expiresAt = Limits.time("token.expiresAt", expiresAt);
            this.dataAccessExpiresAt = Limits.time("token.dataAccessExpiresAt", dataAccessExpiresAt);
            this.missingPermissions = Limits.list("token.missingPermissions", missingPermissions, 64);
            this.missingPermissions.forEach(
                    name -> Limits.matching("token.missingPermissions[]", name, Pattern.compile("[a-z_]{1,128}")));
            this.problem = problem;
        }
    }
}
