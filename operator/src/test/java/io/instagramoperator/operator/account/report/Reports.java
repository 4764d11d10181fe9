package io.instagramoperator.operator.account.report;

import io.instagramoperator.operator.account.report.ReceiverReport.Store;
import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.report.ConfigError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds reports: a receiver of account {@code social/acme} to which nothing has happened, with one thing changed. */
public final class Reports {

    private @Nullable String configHash;
    private @Nullable ConfigError configError;
    private Phase phase = Phase.RUNNING;
    private List<Credential> credentials = List.of(
            new Credential(null, "acme-meta", "app-secret", Credential.State.PRESENT),
            new Credential(null, "acme-meta", "access-token", Credential.State.PRESENT));
    private @Nullable String credentialsReadAt;
    private Store.State store = Store.State.OPEN;
    private @Nullable Webhook webhook =
            new Webhook(true, List.of("messages"), true, null, "2026-11-23T10:00:10Z", "2026-11-23T10:00:11Z", null);
    private @Nullable Token token = new Token(true, "acme", null, null, List.of(), null);

    private List<SubscriptionReport> subscriptions = List.of();

    private Reports(@Nullable String configHash) {
        this.configHash = configHash;
    }

    public static Reports healthy(String configHash) {
        return new Reports(configHash);
    }

    public Reports configHash(@Nullable String value) {
        configHash = value;
        return this;
    }

    public Reports refused(@Nullable String hash, String message) {
        configError = new ConfigError(hash, message);
        return this;
    }

    public Reports phase(Phase value) {
        phase = value;
        return this;
    }

    public Reports credentials(Credential... values) {
        credentials = List.of(values);
        return this;
    }

    public Reports credentialsReadAt(String value) {
        credentialsReadAt = value;
        return this;
    }

    public Reports store(Store.State value) {
        store = value;
        return this;
    }

    public Reports webhook(@Nullable Webhook value) {
        webhook = value;
        return this;
    }

    public Reports webhookProblem(@Nullable Boolean registered, String reason, String message) {
        return webhook(new Webhook(registered, List.of(), registered, new Problem(reason, message), null, null, null));
    }

    public Reports token(@Nullable Token value) {
        token = value;
        return this;
    }

    public Reports tokenProblem(@Nullable Boolean valid, String reason, String message) {
        return token(new Token(valid, "acme", null, null, List.of(), new Problem(reason, message)));
    }

    public Reports subscriptions(SubscriptionReport... values) {
        subscriptions = List.of(values);
        return this;
    }

    public ReceiverReport build() {
        return new ReceiverReport(
                configHash,
                configError,
                "1.2.3",
                phase,
                credentials,
                credentialsReadAt,
                new Store(store),
                webhook,
                token,
                subscriptions);
    }
}
