package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.instagramoperator.crds.Sample;
import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.RetiredApp;
import io.instagramoperator.crds.account.StoreStatus;
import io.instagramoperator.crds.account.TokenStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a platform engineer reads of an account with kubectl, and that status comes back as it was written. */
@ApiServerTest
class KubectlTest {

    private static final InstagramAccountStatus STATUS = new InstagramAccountStatus(
            1L,
            "acme",
            "https://hooks.example.com/webhooks/social/acme",
            new PodsStatus(0, 1, "0.1.0"),
            new StoreStatus(new Quantity("2Gi")),
            0L,
            0L,
            Instant.parse("2024-05-14T12:44:52Z"),
            new TokenStatus(
                    Instant.parse("2099-01-02T03:04:05Z"),
                    Instant.parse("2099-06-07T08:09:10Z"),
                    List.of("instagram_manage_messages")),
            new WebhookStatus(true, List.of("messages", "messaging_seen"), Instant.parse("2024-05-14T12:45:00Z")),
            new AppInUse(
                    "1234567890123456",
                    List.of(new SecretKeyRef("agency-meta", "app-secret")),
                    true,
                    "agency",
                    Instant.parse("2024-05-14T12:00:00Z"),
                    true),
            new RetiredApp(
                    "6543210987654321",
                    List.of(new SecretKeyRef("acme-meta", "app-secret")),
                    false,
                    null,
                    Instant.parse("2024-05-16T12:00:00Z")),
            List.of(
                    condition(ConditionType.ACCEPTED, "True", "Accepted"),
                    condition(ConditionType.READY, "False", ConditionReason.PERMISSION_MISSING.reason())));

    private final ApiServer server = ApiServer.withNewNamespace();

    @Test
    void statusComesBackAsItWasWritten() {
        // When
        InstagramAccountStatus read;
        try (var client = server.client()) {
            applyMinimalWithStatus();
            read = client.resources(InstagramAccount.class)
                    .withName("minimal")
                    .get()
                    .getStatus();
        }

        // Then
        assertThat(read).isEqualTo(STATUS);
    }

    @Test
    void getShowsTheColumnsInTheirOrder() {
        // Given
        applyMinimalWithStatus();

        // When
        String table = server.kubectl("get", "iga").whenSuccessful();

        // Then
        assertThat(cells(table, 0))
                .containsExactly("NAME", "ACCOUNT", "READY", "REASON", "BACKLOG", "LAST EVENT", "TOKEN EXPIRES", "AGE");
        assertThat(cells(table, 1))
                .startsWith("minimal", "acme", "False", "PermissionMissing", "0")
                .satisfies(cells ->
                        assertThat(cells.get(5)).as("LAST EVENT is an age").matches("[0-9dhmy]+"))
                .satisfies(cells -> assertThat(cells.get(6)).as("TOKEN EXPIRES").isEqualTo("2099-01-02T03:04:05Z"))
                .satisfies(cells -> assertThat(cells.get(7)).as("AGE").matches("[0-9ms]+"));
    }

    @Test
    void getWideAddsTheRest() {
        // Given
        applyMinimalWithStatus();

        // When
        String table = server.kubectl("get", "instagram", "-o", "wide").whenSuccessful();

        // Then
        assertThat(cells(table, 0)).endsWith("AGE", "INSTAGRAM ID", "URL", "VERSION");
        assertThat(cells(table, 1))
                .endsWith("17841405822304914", "https://hooks.example.com/webhooks/social/acme", "0.1.0");
    }

    @Test
    void waitUnderstandsTheConditions() {
        // Given
        applyMinimalWithStatus();

        // When
        var output = server.kubectl("wait", "--for=condition=Accepted", "iga/minimal", "--timeout=10s");

        // Then
        assertThat(output.whenSuccessful()).contains("condition met");
    }

    @Test
    void explainTellsMeaningChoicesAndDefault() {
        // When
        String text = server.kubectl("explain", "iga.spec.webhook.registration").whenSuccessful();

        // Then
        assertThat(text.replaceAll("\\s+", " "))
                .contains("Automatic", "Manual", "Who registers the callback URL at Meta.", "Default: Automatic.");
    }

    private void applyMinimalWithStatus() {
        server.kubectlWithInput(Sample.valid("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();
        try (var client = server.client()) {
            client.resources(InstagramAccount.class).withName("minimal").editStatus(account -> {
                account.setStatus(STATUS);
                return account;
            });
        }
    }

    private static Condition condition(ConditionType type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type.type())
                .withStatus(status)
                .withReason(reason)
                .withMessage("")
                .withLastTransitionTime("2024-05-14T12:44:52Z")
                .withObservedGeneration(1L)
                .build();
    }

    /** The cells of a row of kubectl's table; at least three blanks are between columns. */
    private static List<String> cells(String table, int row) {
        return Arrays.asList(table.lines().toList().get(row).strip().split(" {3,}"));
    }
}
