package io.instagramoperator.operator.app.report;

import io.instagramoperator.operator.report.ConfigError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Limits;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import io.instagramoperator.operator.report.Report;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a gateway's {@code /status} that the operator acts on. Two reports are equal when nothing happened that anybody has to be told.
 *
 * @param configHash        SHA-256 of the configuration in force, 64 hexadecimal digits; absent: none has ever been valid
 * @param configError       why a newer configuration was refused
 * @param version           of the gateway, at most 64 characters
 * @param phase             what the gateway does now
 * @param credentials       the files of Secrets that the configuration names, at most 64
 * @param credentialsReadAt when the newest value of these was read for the first time, RFC 3339
 * @param webhook           what Meta said about the app's callback
 * @param unknownAccounts   for whom webhooks came although no account is known, at most 100
 */
public record GatewayReport(
        @Nullable String configHash,
        @Nullable ConfigError configError,
        @Nullable String version,
        Phase phase,
        List<Credential> credentials,
        @Nullable String credentialsReadAt,
        @Nullable Webhook webhook,
        List<UnknownAccount> unknownAccounts)
        implements Report {

    public GatewayReport(
            @Nullable String configHash,
            @Nullable ConfigError configError,
            @Nullable String version,
            @Nullable Phase phase,
            @Nullable List<Credential> credentials,
            @Nullable String credentialsReadAt,
            @Nullable Webhook webhook,
            @Nullable List<UnknownAccount> unknownAccounts) {
        this.configHash = Limits.matching("configHash", configHash, Limits.SHA_256);
        this.configError = configError;
        this.version = Limits.text("version", version, 64);
        this.phase = Limits.required("phase", phase);
        this.credentials = Limits.list("credentials", credentials, 64);
        this.credentialsReadAt = Limits.time("credentialsReadAt", credentialsReadAt);
        this.webhook = webhook;
        this.unknownAccounts = Limits.list("unknownAccounts", unknownAccounts, 100);
    }

    @Override
    public boolean hasAskedMeta() {
        return webhook != null && (webhook.registered() != null || webhook.problem() != null);
    }

    @Override
    public boolean troubled() {
        return webhook != null && webhook.problem() != null;
    }

    /**
     * The app's callback at Meta.
     *
     * @param registered whether Meta has our callback and fields; absent before the first check
     * @param fields     the webhook fields that Meta has, at most 64
     * @param problem    why not, or why it may stop
     * @param checkedAt  time of the last check, RFC 3339
     * @param outage     the last time in which webhooks may have been lost
     */
    public record Webhook(
            @Nullable Boolean registered,
            List<String> fields,
            @Nullable Problem problem,
            @Nullable String checkedAt,
            @Nullable Outage outage) {

        private static final Pattern FIELD = Pattern.compile("[a-z_]{1,64}");

        public Webhook(
                @Nullable Boolean registered,
                @Nullable List<String> fields,
                @Nullable Problem problem,
                @Nullable String checkedAt,
                @Nullable Outage outage) {
            this.registered = registered;
            this.fields = Limits.list("webhook.fields", fields, 64);
            this.fields.forEach(name -> Limits.matching("webhook.fields[]", name, FIELD));
            this.problem = problem;
            this.checkedAt = Limits.time("webhook.checkedAt", checkedAt);
            this.outage = outage;
        }
    }

    /**
     * A time in which Meta did not have our callback, or not with all fields.
     *
     * @param from      the last check before it that found all well, RFC 3339; absent: this pod has made none
     * @param noticedAt when the check began that did not
     * @param to        the first check that did again; absent: it goes on
     */
    public record Outage(
            @Nullable String from,
            String noticedAt,
            @Nullable String to) {

        public Outage {
            Limits.time("webhook.outage.from", from);
            Limits.required("webhook.outage.noticedAt", Limits.time("webhook.outage.noticedAt", noticedAt));
            Limits.time("webhook.outage.to", to);
        }
    }

    /** An account that nobody has told the gateway of. How often and when its webhooks came is no news each time. */
    public record UnknownAccount(String instagramId) {

        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");

        public UnknownAccount {
            Limits.required(
                    "unknownAccounts[].instagramId",
                    Limits.matching("unknownAccounts[].instagramId", instagramId, DIGITS));
        }
    }
}
