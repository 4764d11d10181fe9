package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.app.OutageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a shared app's callback was lost: from what the gateway's pods report to what its accounts' receivers are told. */
@ApiServerTest
class AppOutageTest {

    private final Instant lost = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant well = lost.minus(Duration.ofHours(1));
    private final Instant wellAgain = lost.plusSeconds(30);

    private ApiServer server;
    private FakeReceivers pods;
    private TestGateway gateway;
    private TestAccount acme;

    @BeforeEach
    void start() {
        server = new ApiServer();
        pods = new FakeReceivers();
        gateway = new TestGateway(new TestApp(server.admin(), server.newNamespace(), "agency"), pods);
        gateway.app().applied();
        acme = gateway.account("acme");
    }

    @AfterEach
    void stop() {
        pods.close();
        server.admin().close();
    }

    @Test
    void isInTheStatusAtOnceAndInTheConfigurationWhenItIsOver() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            // Given
            runWell();

            // When
            gateway.reports("Running", TestGateway.SECRET_PRESENT + lost());

            // Then
            awaitOutage(new OutageStatus(well, null));
            assertThat(acme.config()).doesNotContain("outage");

            // When
            restartedPodsReport();

            // Then
            awaitOutage(new OutageStatus(well, wellAgain));
            await().untilAsserted(() -> assertThat(acme.config()).contains("""
                      shared: true
                      outage:
                        from: "%s"
                        to: "%s"
                    """.formatted(joined(), wellAgain)));
        }
    }

    @Test
    void isKeptForSevenDaysByOperatorsThatStartAgainAndWriteNothing() {
        // Given
        long template;
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            runWell();
            gateway.reports("Running", TestGateway.SECRET_PRESENT + lost());
            awaitOutage(new OutageStatus(well, null));
            restartedPodsReport();
            await().untilAsserted(() -> assertThat(acme.config()).contains("outage"));
            acme.awaitCondition("Subscribed", "Unknown AwaitingReceiver");
            gateway.awaitCondition("Ready", "True Ready");
            template = acme.child(Deployment.class).getMetadata().getGeneration();
        }
        List<String> written = versions();

        for (int restart = 0; restart < 2; restart++) {
            // When
            try (RunningOperator restarted = operator(Clock.systemUTC())) {
                await().until(() -> restarted.reconciled("agency", namespace()) >= 2
                        && restarted.reconciled("acme", namespace()) >= 1);
            }

            // Then
            assertThat(versions()).isEqualTo(written);
        }

        // When
        try (RunningOperator _ = operator(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))) {
            // Then
            await().untilAsserted(() ->
                    assertThat(gateway.app().app().get().getStatus().outage()).isNull());
            await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("outage"));
            assertThat(acme.child(Deployment.class).getMetadata().getGeneration())
                    .as("no pod is replaced")
                    .isEqualTo(template);
        }
    }

    @Test
    void ofTheFirstRegistrationNobodyIsTold() {
        try (RunningOperator running = operator(Clock.systemUTC())) {
            // Given
            gateway.awaitChildren();
            gateway.podStarted(true);
            gateway.podStarted(true);
            gateway.deploymentReady(2);

            // When
            restartedPodsReport();
            gateway.awaitCondition("Ready", "True Ready");
            int before = running.reconciled("agency", namespace());
            gateway.app().patched("{\"metadata\":{\"annotations\":{\"instagram-operator.io/refresh\":\"now\"}}}");
            await().until(() -> running.reconciled("agency", namespace()) > before);

            // Then
            assertThat(gateway.app().app().get().getStatus().outage()).isNull();
        }
    }

    private void runWell() {
        gateway.runsWell();
        acme.sharing(gateway.app(), "9401").awaitChildren();
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
    }

    /** The callback is somebody else's, and was not an hour ago. */
    private String lost() {
        return """
                ,"webhook":{"registered":false,"problem":{"reason":"CallbackTaken","message":"taken"},"checkedAt":"%2$s",
                "outage":{"from":"%1$s","noticedAt":"%2$s"}}
                """.formatted(well, lost);
    }

    /** The callback is there again. Pods that were started meanwhile do not know since when it was not. */
    private void restartedPodsReport() {
        gateway.reports("Running", TestGateway.SECRET_PRESENT + """
                ,"webhook":{"registered":true,"fields":["messages"],"checkedAt":"%2$s",
                "outage":{"noticedAt":"%1$s","to":"%2$s"}}
                """.formatted(lost.plusSeconds(1), wellAgain));
    }

    private void awaitOutage(OutageStatus outage) {
        await().untilAsserted(() ->
                assertThat(gateway.app().app().get().getStatus().outage()).isEqualTo(outage));
    }

    private Instant joined() {
        return acme.account().get().getStatus().app().since();
    }

    private List<String> versions() {
        return List.of(
                gateway.app().app().get().getMetadata().getResourceVersion(),
                acme.account().get().getMetadata().getResourceVersion(),
                acme.child(ConfigMap.class).getMetadata().getResourceVersion());
    }

    private String namespace() {
        return gateway.app().namespace();
    }

    private RunningOperator operator(Clock clock) {
        return RunningOperator.withApps(server.operatorOf(namespace()), pods.port(), Set.of(namespace()), clock);
    }
}
