package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.instagramoperator.crds.Kind;
import io.instagramoperator.crds.subscription.AccountDelivery;
import io.instagramoperator.crds.subscription.ConditionReason;
import io.instagramoperator.crds.subscription.ConditionType;
import io.instagramoperator.crds.subscription.DeliveryError;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application engineer reads of a subscription with kubectl, and that status comes back as it was written. */
@ApiServerTest
class SubscriptionKubectlTest {

    private static final EventSubscriptionStatus STATUS = new EventSubscriptionStatus(
            1L,
            "https://crm.example.com/hooks",
            2,
            12L,
            305L,
            3L,
            List.of(
                    new AccountDelivery("acme", "AAAB", 0, null, 0, "Closed", false, null),
                    new AccountDelivery(
                            "globex",
                            "AAAC",
                            12,
                            305L,
                            3,
                            "Open",
                            false,
                            new DeliveryError(
                                    "Status", "the endpoint answers 500", Instant.parse("2024-05-14T12:44:52Z")))),
            List.of(
                    condition(ConditionType.ACCEPTED, "True", "Accepted"),
                    condition(ConditionType.READY, "False", ConditionReason.ENDPOINT_FAILING.reason())));

    private final ApiServer server = ApiServer.withNewNamespace();

    @Test
    void statusComesBackAsItWasWritten() {
        // When
        EventSubscriptionStatus read;
        try (var client = server.client()) {
            applyMinimalWithStatus();
            read = client.resources(EventSubscription.class)
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
        String table = server.kubectl("get", "igsub").whenSuccessful();

        // Then
        assertThat(cells(table, 0))
                .containsExactly("NAME", "ACCOUNTS", "READY", "REASON", "BACKLOG", "DEAD LETTERS", "AGE");
        assertThat(cells(table, 1))
                .startsWith("minimal", "2", "False", "EndpointFailing", "12", "3")
                .satisfies(cells -> assertThat(cells.get(6)).as("AGE").matches("[0-9ms]+"));
    }

    @Test
    void getWideAddsTheRest() {
        // Given
        applyMinimalWithStatus();

        // When
        String table = server.kubectl("get", "igsub", "-o", "wide").whenSuccessful();

        // Then
        assertThat(cells(table, 0)).endsWith("AGE", "OLDEST SECONDS", "URL");
        assertThat(cells(table, 1)).endsWith("305", "https://crm.example.com/hooks");
    }

    @Test
    void isShownWithEverythingOfTheOperator() {
        // Given
        applyMinimalWithStatus();

        // When
        String names = server.kubectl("get", "instagram", "-o", "name").whenSuccessful();

        // Then
        assertThat(names).contains("eventsubscription.instagram-operator.io/minimal");
    }

    @Test
    void explainTellsMeaningChoicesAndDefault() {
        // When
        String text = server.kubectl("explain", "igsub.spec.sink.http.format").whenSuccessful();

        // Then
        assertThat(text.replaceAll("\\s+", " "))
                .contains("CloudEventsBinary", "Plain", "What the body of a request is.", "Default: CloudEvents.");
    }

    private void applyMinimalWithStatus() {
        server.kubectlWithInput(Kind.EVENT_SUBSCRIPTION.sample("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();
        try (var client = server.client()) {
            client.resources(EventSubscription.class).withName("minimal").editStatus(subscription -> {
                subscription.setStatus(STATUS);
                return subscription;
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
