package io.instagramoperator.gateway.registration;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import io.instagramoperator.gateway.registration.Report.Phase;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway keeps the app's subscription as it is wanted; nobody else's is touched. */
class RegistrarTest {

    private static final String FOREIGN = "https://elsewhere.example.com/hook";
    private static final String FORMER = "https://hooks.example.com/webhooks/social/acme";

    private final FakeApp app = new FakeApp();

    private final GatewayHome home;

    RegistrarTest(@TempDir Path folder) {
        home = new GatewayHome(folder).with("graph", "{ url: \"" + app.url() + "\" }");
    }

    @AfterEach
    void stopMeta() {
        app.close();
    }

    @Test
    void subscribesTheAppWithItsFields() {
        // Given
        home.with("webhook", webhook("fields: [ messages, messaging_seen ]"));

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            Report report = awaitRegistered(gateway, true);

            // Then
            assertThat(app.callback()).isEqualTo(GatewayHome.CALLBACK);
            assertThat(report.fields()).containsExactlyInAnyOrder("messages", "messaging_seen");
            assertThat(report.callbackUrl()).contains(GatewayHome.CALLBACK);
            assertThat(report.problem()).isEmpty();
            assertThat(gateway.gauge("instagram_subscribed")).isEqualTo(1);
            assertThat(gateway.count("instagram_graph_requests_total", "operation", "subscribe_app", "outcome", "ok"))
                    .isEqualTo(1);
        }
    }

    @Test
    void addsFieldsThatAreWantedLater() {
        // Given
        try (TestGateway gateway = new TestGateway(home)) {
            awaitRegistered(gateway, true);

            // When
            home.with("webhook", webhook("fields: [ messages, comments ]")).file();
            gateway.refresh();

            // Then
            await().until(() -> app.fields().contains("comments"));
        }
    }

    @Test
    void leavesACallbackOfSomebodyElse() {
        // Given
        app.withCallback(FOREIGN);

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            Report report = awaitRegistered(gateway, false);

            // Then
            assertThat(report.problem().orElseThrow().reason()).isEqualTo(Reason.CALLBACK_TAKEN);
            assertThat(report.problem().orElseThrow().message()).contains(FOREIGN);
            assertThat(app.callback()).isEqualTo(FOREIGN);
            assertThat(app.asked).containsOnly("GET");
        }
    }

    @Test
    void takesOverACallbackWhenToldTo() {
        // Given
        app.withCallback(FOREIGN);
        home.with("webhook", webhook("takeOver: true"));

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            awaitRegistered(gateway, true);

            // Then
            assertThat(app.callback()).isEqualTo(GatewayHome.CALLBACK);
        }
    }

    @Test
    void replacesACallbackOfAnAccountFromBeforeItSharedTheApp() {
        // Given
        app.withCallback(FORMER);
        home.with("webhook", webhook("replaces: [ \"" + FORMER + "\" ]"));

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            awaitRegistered(gateway, true);

            // Then
            assertThat(app.callback()).isEqualTo(GatewayHome.CALLBACK);
        }
    }

    @Test
    void onlyLooksWhenAHumanRegisters() {
        // Given
        home.with("webhook", webhook("registration: Manual"));
        try (TestGateway gateway = new TestGateway(home)) {
            Report before = awaitRegistered(gateway, false);
            assertThat(before.problem().orElseThrow().reason()).isEqualTo(Reason.REGISTRATION_MANUAL);

            // When
            assertThat(gateway.meta().deliver(delivery(message("7", "m1")))).isEqualTo(200);

            // Then
            assertThat(awaitRegistered(gateway, true).problem()).isEmpty();
            assertThat(app.asked).containsOnly("GET");
        }
    }

    @Test
    void seesARegistrationByHandFromBeforeItWasStarted() {
        // Given
        app.withCallback(GatewayHome.CALLBACK);
        home.with("webhook", webhook("registration: Manual"));

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            Report report = awaitRegistered(gateway, true);

            // Then
            assertThat(report.problem()).isEmpty();
            assertThat(app.asked).containsOnly("GET");
        }
    }

    @Test
    void unsubscribesTheAppWhenItIsNoLongerWanted() {
        // Given
        try (TestGateway gateway = new TestGateway(home)) {
            awaitRegistered(gateway, true);

            // When
            home.with("desired", "Absent").file();
            gateway.refresh();

            // Then
            Report report = awaitPhase(gateway, Phase.DRAINED);
            assertThat(report.registered()).contains(false);
            assertThat(report.fields()).isEmpty();
            assertThat(app.callback()).isEmpty();
        }
    }

    @Test
    void leavesSomebodyElsesCallbackWhenItGoes() {
        // Given
        app.withCallback(FOREIGN);
        home.with("desired", "Absent");

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            awaitPhase(gateway, Phase.DRAINED);

            // Then
            assertThat(app.callback()).isEqualTo(FOREIGN);
            assertThat(app.asked).containsOnly("GET");
        }
    }

    @Test
    void leavesMetaAloneAsAnOrphan() {
        // Given
        app.withCallback(GatewayHome.CALLBACK);
        home.with("desired", "Absent").with("deletionPolicy", "Orphan");

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            awaitPhase(gateway, Phase.DRAINED);

            // Then
            assertThat(app.asked).isEmpty();
            assertThat(app.callback()).isEqualTo(GatewayHome.CALLBACK);
        }
    }

    @Test
    void saysWhyItCannotGoYet() {
        // Given
        app.withCallback(GatewayHome.CALLBACK).failing(true);
        home.with("desired", "Absent");

        // When
        try (TestGateway gateway = new TestGateway(home)) {
            await().until(() -> gateway.report().problem().isPresent());

            // Then
            assertThat(gateway.report().phase()).isEqualTo(Phase.DRAINING);
            assertThat(gateway.report().problem().orElseThrow().message()).contains("deletionPolicy Orphan");
            app.failing(false);
            home.with("refresh", "again").file();
            gateway.refresh();
            awaitPhase(gateway, Phase.DRAINED);
            assertThat(app.callback()).isEmpty();
        }
    }

    @Test
    void keepsWhatItKnowsWhileMetaDoesNotAnswer() {
        // Given
        try (TestGateway gateway = new TestGateway(home)) {
            awaitRegistered(gateway, true);

            // When
            app.failing(true);
            home.with("refresh", "now").file();
            gateway.refresh();

            // Then
            await().until(() -> gateway.report().problem().isPresent());
            assertThat(gateway.report().registered()).contains(true);
            assertThat(gateway.report().problem().orElseThrow().reason()).isEqualTo(Reason.GRAPH_ERROR);
        }
    }

    @Test
    void tellsFromWhenToWhenTheCallbackWasLost() {
        // Given
        app.withCallback(GatewayHome.CALLBACK);
        try (TestGateway gateway = new TestGateway(home)) {
            Instant well = awaitRegistered(gateway, true).checkedAt().orElseThrow();

            // When
            app.withCallback("");
            home.with("refresh", "now").file();
            gateway.refresh();

            // Then
            Outage outage = await().until(
                            () -> gateway.report().outage().filter(o -> o.to().isPresent()), Optional::isPresent)
                    .orElseThrow();
            assertThat(outage.from()).contains(well);
            assertThat(outage.noticedAt()).isAfter(well);
            assertThat(outage.to()).isEqualTo(gateway.report().checkedAt());
            assertThat(app.callback()).isEqualTo(GatewayHome.CALLBACK);
        }
    }

    @Test
    void tellsSinceWhenTheCallbackIsSomebodyElses() {
        // Given
        try (TestGateway gateway = new TestGateway(home)) {
            Outage first = awaitRegistered(gateway, true).outage().orElseThrow();

            // When
            app.withCallback(FOREIGN);
            home.with("refresh", "now").file();
            gateway.refresh();

            // Then
            Outage taken = awaitRegistered(gateway, false).outage().orElseThrow();
            assertThat(first.from()).as("the first registration ends nothing").isEmpty();
            assertThat(taken.from()).isEqualTo(first.to());
            assertThat(taken.to()).isEmpty();
        }
    }

    private static Report awaitRegistered(TestGateway gateway, boolean value) {
        return await().until(gateway::report, report -> report.registered().equals(Optional.of(value)));
    }

    private static Report awaitPhase(TestGateway gateway, Phase phase) {
        return await().until(gateway::report, report -> report.phase() == phase);
    }

    private static String webhook(String more) {
        return "{ callbackUrl: \"" + GatewayHome.CALLBACK + "\", " + more + " }";
    }
}
