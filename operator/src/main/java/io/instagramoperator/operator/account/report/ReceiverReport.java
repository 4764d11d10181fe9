package io.instagramoperator.operator.account.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.instagramoperator.crds.SecretKeyRef;
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
        @Nullable Store store,
        @Nullable Webhook webhook,
        @Nullable Token token,
        List<SubscriptionReport> subscriptions) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern REASON = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._]{1,64}");
    private static final int MESSAGE = 1024;

    public ReceiverReport(
            @Nullable String configHash,
            @Nullable ConfigError configError,
            @Nullable String version,
            @Nullable Phase phase,
            @Nullable List<Credential> credentials,
            @Nullable Store store,
            @Nullable Webhook webhook,
            @Nullable Token token,
            @Nullable List<SubscriptionReport> subscriptions) {
        this.configHash = Limits.matching("configHash", configHash, SHA_256);
        this.configError = configError;
        this.version = Limits.text("version", version, 64);
        this.phase = Limits.required("phase", phase);
        this.credentials = Limits.list("credentials", credentials, 2048);
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

    /** Whether the receiver works by the configuration with this hash. */
    public boolean applied(String hash) {
        return hash.equals(configHash);
    }

    /** Whether the receiver has read the configuration with this hash and does not work by it. */
    public boolean refused(String hash) {
        return configError != null && hash.equals(configError.hash());
    }

    public enum Phase {
        @JsonProperty("Running")
        RUNNING,
        @JsonProperty("Draining")
        DRAINING,
        @JsonProperty("Drained")
        DRAINED,
        /** Webhooks are answered 503: there is no valid configuration, no app secret, or no room. */
        @JsonProperty("Refusing")
        REFUSING
    }

    /**
     * A configuration that the receiver refused.
     *
     * @param hash    SHA-256 of the refused file; absent: there is no file
     * @param message names the field, the value and the remedy; of a longer one the first 1024 characters
     */
    public record ConfigError(@Nullable String hash, String message) {
        public ConfigError {
            Limits.matching("configError.hash", hash, SHA_256);
            message = Limits.required("configError.message", Limits.beginning(message, MESSAGE));
        }
    }

    /**
     * One file of a Secret.
     *
     * @param name   the field of the configuration that names the file, such as {@code app.secretFiles[0]}
     * @param secret the Secret's name
     * @param key    the key in the Secret
     * @param state  as the receiver found the file
     */
    public record Credential(@Nullable String name, String secret, String key, Credential.State state) {
        public Credential {
            Limits.text("credentials[].name", name, 512);
            Limits.required("credentials[].secret", Limits.text("credentials[].secret", secret, 253));
            Limits.required("credentials[].key", Limits.text("credentials[].key", key, 253));
            Limits.required("credentials[].state", state);
        }

        /** Whether this is the file of the key that {@code ref} names. */
        public boolean isAbout(SecretKeyRef ref) {
            return secret.equals(ref.name()) && key.equals(ref.key());
        }

        public enum State {
            @JsonProperty("Present")
            PRESENT,
            @JsonProperty("Missing")
            MISSING,
            @JsonProperty("Empty")
            EMPTY,
            @JsonProperty("Unreadable")
            UNREADABLE
        }
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
     * @param registered        whether Meta has our callback and fields; absent before the first check
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
            Limits.notNegative("webhook.gap.recovered", recovered);
            Limits.notNegative("webhook.gap.incomplete", incomplete);
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

    /**
     * What is wrong, in the receiver's words.
     *
     * @param reason  a word; whether it is one of the condition's vocabulary is for the reader to check
     * @param message names the object, the field and the remedy; of a longer one the first 1024 characters
     */
    public record Problem(String reason, String message) {
        public Problem {
            Limits.required("problem.reason", Limits.matching("problem.reason", reason, REASON));
            message = Limits.required("problem.message", Limits.beginning(message, MESSAGE));
        }
    }
}
