package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.instagramoperator.crds.Kind;
import io.instagramoperator.crds.app.ConditionReason;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.app.OutageStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a platform engineer reads of a Meta app with kubectl, and that status comes back as it was written. */
@ApiServerTest
class AppKubectlTest {

    private static final MetaAppStatus STATUS = new MetaAppStatus(
            1L,
            "https://hooks.example.com/webhooks/social/agency",
            3,
            new PodsStatus(1, 2, "0.1.0"),
            new WebhookStatus(true, List.of("messages", "comments"), Instant.parse("2024-05-14T12:45:00Z")),
            new OutageStatus(Instant.parse("2024-05-14T11:00:00Z"), Instant.parse("2024-05-14T11:45:00Z")),
            List.of("17841405822304999"),
            List.of(
                    condition(ConditionType.ACCEPTED, "True", "Accepted"),
                    condition(ConditionType.READY, "False", ConditionReason.ROLLOUT_IN_PROGRESS.reason())));

    private final ApiServer server = ApiServer.withNewNamespace();

    @Test
    void statusComesBackAsItWasWritten() {
        // When
        MetaAppStatus read;
        try (var client = server.client()) {
            applyMinimalWithStatus();
            read = client.resources(MetaApp.class).withName("minimal").get().getStatus();
        }

        // Then
        assertThat(read).isEqualTo(STATUS);
    }

    @Test
    void newOneIsInProgressBeforeTheOperatorHasSeenIt() {
        // When
        server.kubectlWithInput(Kind.META_APP.sample("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();

        // Then
        assertThat(server.kubectl("get", "metaapp", "minimal", "-o", "jsonpath={.status}")
                        .whenSuccessful())
                .isEqualTo("{\"observedGeneration\":-1}");
    }

    @Test
    void getShowsTheColumnsInTheirOrder() {
        // Given
        applyMinimalWithStatus();

        // When
        String table = server.kubectl("get", "metaapp").whenSuccessful();

        // Then
        assertThat(cells(table, 0)).containsExactly("NAME", "APP ID", "READY", "REASON", "ACCOUNTS", "AGE");
        assertThat(cells(table, 1))
                .startsWith("minimal", "1234567890123456", "False", "RolloutInProgress", "3")
                .satisfies(cells -> assertThat(cells.get(5)).as("AGE").matches("[0-9ms]+"));
    }

    @Test
    void getWideAddsTheRest() {
        // Given
        applyMinimalWithStatus();

        // When
        String table = server.kubectl("get", "metaapp", "-o", "wide").whenSuccessful();

        // Then
        assertThat(cells(table, 0)).endsWith("AGE", "URL", "VERSION");
        assertThat(cells(table, 1)).endsWith("https://hooks.example.com/webhooks/social/agency", "0.1.0");
    }

    @Test
    void isShownWithEverythingOfTheOperator() {
        // Given
        applyMinimalWithStatus();

        // When
        String names = server.kubectl("get", "instagram", "-o", "name").whenSuccessful();

        // Then
        assertThat(names).contains("metaapp.instagram-operator.io/minimal");
    }

    @Test
    void explainTellsMeaningAndDefault() {
        // When
        String text = server.kubectl("explain", "metaapp.spec.gateway.replicas").whenSuccessful();

        // Then
        assertThat(text.replaceAll("\\s+", " ")).contains("Pods that take the app's webhooks, 1 to 10.", "Default: 2.");
    }

    private void applyMinimalWithStatus() {
        server.kubectlWithInput(Kind.META_APP.sample("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();
        try (var client = server.client()) {
            client.resources(MetaApp.class).withName("minimal").editStatus(app -> {
                app.setStatus(STATUS);
                return app;
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
