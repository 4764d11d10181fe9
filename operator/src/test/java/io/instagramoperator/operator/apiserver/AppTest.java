package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an applied MetaApp to a gateway that is ready, and what steers it. */
@ApiServerTest
class AppTest {

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void anAppIsReadyWhenBothPodsSaySo() {
        // Given
        TestGateway gateway = operator.gateway("agency");

        // When
        gateway.app().applied();

        // Then
        gateway.awaitCondition("Ready", "False Starting");
        gateway.awaitChildren();

        // When
        String first = gateway.podStarted(true);
        String second = gateway.podStarted(true);
        gateway.deploymentReady(2);
        gateway.reports(first, "Running", TestGateway.SECRET_PRESENT + TestGateway.REGISTERED);

        // Then
        gateway.awaitCondition("GatewayReady", "Unknown StatusUnavailable");

        // When
        gateway.reports(second, "Running", TestGateway.SECRET_PRESENT + TestGateway.REGISTERED);

        // Then
        gateway.awaitCondition("Ready", "True Ready");
        assertThat(CommandLine.printsOfKubectl(
                        "get", "metaapp", "--namespace", gateway.app().namespace(), "-o", "wide"))
                .containsPattern(
                        "agency +9876543210987654 +True +Ready +0 +\\S+ +http://agency-gateway\\.\\S+ +1\\.2\\.3");
        await().untilAsserted(() -> assertThat(CommandLine.printsOfKubectl(
                        "describe",
                        "metaapp",
                        "agency",
                        "--namespace",
                        gateway.app().namespace()))
                .containsPattern("Normal +Created +\\S+ +instagram-operator +Created ConfigMap agency-gateway")
                .containsPattern("Normal +Ready +\\S+ +instagram-operator +Webhooks arrive at"));
    }

    @Test
    void idsForWhichThereIsNoAccountAreShown() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();
        gateway.podStarted(true);
        gateway.podStarted(true);
        gateway.deploymentReady(2);

        // When
        gateway.reports(
                "Running",
                TestGateway.SECRET_PRESENT + TestGateway.REGISTERED
                        + ",\"unknownAccounts\":[{\"instagramId\":\"17841400000000001\",\"count\":3,\"lastSeenAt\":\"2026-11-26T10:00:00Z\"}]");

        // Then
        await().untilAsserted(
                        () -> assertThat(gateway.app().app().get().getStatus().unknownAccounts())
                                .containsExactly("17841400000000001"));
    }

    @Test
    void aPodThatWasEvictedIsNotWaitedFor() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();
        String first = gateway.podStarted(true);
        gateway.kubelet().evicted();
        gateway.deploymentReady(1);
        gateway.reports(first, "Running", TestGateway.SECRET_PRESENT + TestGateway.REGISTERED);
        gateway.awaitCondition("GatewayReady", "False Starting");

        // When
        String second = gateway.podStarted(true);
        gateway.reports(second, "Running", TestGateway.SECRET_PRESENT + TestGateway.REGISTERED);
        gateway.deploymentReady(2);

        // Then
        gateway.awaitCondition("GatewayReady", "True GatewayReady");
    }

    @Test
    void aSinglePodHasNoDisruptionBudget() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();

        // When
        gateway.app().patched("{\"spec\":{\"gateway\":{\"replicas\":1}}}");

        // Then
        await().untilAsserted(() ->
                assertThat(gateway.child(PodDisruptionBudget.class)).isNull());
        await().untilAsserted(() -> assertThat(
                        gateway.child(Deployment.class).getSpec().getReplicas())
                .isEqualTo(1));
    }

    @Test
    void theRouteIsMadeAndTakenAway() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();

        // When
        gateway.app().patched("{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"ingress\":{}}}}");

        // Then
        await().untilAsserted(() -> assertThat(gateway.child(Ingress.class)).isNotNull());
        await().untilAsserted(() -> assertThat(
                        gateway.app().app().get().getStatus().callbackUrl())
                .isEqualTo("https://hooks.example.com/webhooks/" + gateway.app().namespace() + "/agency"));

        // When
        gateway.app().patched("{\"spec\":{\"webhook\":{\"ingress\":null}}}");

        // Then
        await().untilAsserted(() -> assertThat(gateway.child(Ingress.class)).isNull());
    }

    @Test
    void annotationsSteerTheGateway() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");

        // When
        gateway.annotated("instagram-operator.io/refresh", "now");
        gateway.annotated("instagram-operator.io/take-over", "true");

        // Then
        await().untilAsserted(() -> assertThat(gateway.config()).contains("refresh: \"now\"", "takeOver: true"));
        await().untilAsserted(() -> assertThat(gateway.pods())
                .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                        .containsEntry("instagram-operator.io/config-hash", gateway.configHash())));
    }

    @Test
    void aPausedAppIsLeftAsItIs() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        gateway.annotated("instagram-operator.io/paused", "true");
        gateway.awaitCondition("Reconciling", "False Paused");
        String config = gateway.config();

        // When
        gateway.account("acme").sharing(gateway.app(), operator.newId());

        // Then
        await().untilAsserted(() ->
                assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(1));
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
        assertThat(gateway.message("GatewayReady")).contains("instagram-operator.io/paused-");
        assertThat(gateway.config()).isEqualTo(config);

        // When
        gateway.annotated("instagram-operator.io/paused", null);

        // Then
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
    }
}
