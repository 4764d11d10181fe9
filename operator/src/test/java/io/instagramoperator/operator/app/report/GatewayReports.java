package io.instagramoperator.operator.app.report;

import io.instagramoperator.operator.app.report.GatewayReport.UnknownAccount;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import io.instagramoperator.operator.report.ConfigError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds reports: a gateway of app {@code social/agency} to which nothing has happened, with one thing changed. */
public final class GatewayReports {

    private @Nullable String configHash;
    private @Nullable ConfigError configError;
    private Phase phase = Phase.RUNNING;
    private List<Credential> credentials =
            List.of(new Credential(null, "agency-meta", "app-secret", Credential.State.PRESENT));
    private @Nullable Webhook webhook = new Webhook(true, List.of("messages"), null, "2026-11-26T10:00:10Z", null);
    private List<UnknownAccount> unknownAccounts = List.of();

    private GatewayReports(@Nullable String configHash) {
        this.configHash = configHash;
    }

    public static GatewayReports healthy(String configHash) {
        return new GatewayReports(configHash);
    }

    public GatewayReports configHash(@Nullable String value) {
        configHash = value;
        return this;
    }

    public GatewayReports refused(@Nullable String hash, String message) {
        configError = new ConfigError(hash, message);
        return this;
    }

    public GatewayReports phase(Phase value) {
        phase = value;
        return this;
    }

    public GatewayReports appSecret(Credential.State state) {
        credentials = List.of(new Credential(null, "agency-meta", "app-secret", state));
        return this;
    }

    public GatewayReports credentials(Credential... values) {
        credentials = List.of(values);
        return this;
    }

    public GatewayReports webhook(@Nullable Webhook value) {
        webhook = value;
        return this;
    }

    public GatewayReports problem(@Nullable Boolean registered, String reason, String message) {
        return webhook(new Webhook(registered, List.of(), new Problem(reason, message), null, null));
    }

    public GatewayReports unknownAccounts(String... ids) {
        unknownAccounts = Stream.of(ids).map(UnknownAccount::new).toList();
        return this;
    }

    public GatewayReport build() {
        return new GatewayReport(configHash, configError, "1.2.3", phase, credentials, null, webhook, unknownAccounts);
    }
}
