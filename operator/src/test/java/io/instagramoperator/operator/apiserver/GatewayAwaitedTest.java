package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account of a shared app is not subscribed at Meta before every pod of the gateway that is sent webhooks knows it. */
@ApiServerTest
class GatewayAwaitedTest {

    private static final String AWAIT = "awaitGateway: true";

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void aNewAccountWaitsForTheLastOfTheReadyPods() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        List<Pod> pods = byName(gateway);

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());

        // Then
        acme.awaitChildren();
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
        assertThat(acme.config()).contains(AWAIT);
        assertThat(routed(acme)).isFalse();

        // When
        follows(gateway, pods.getFirst());

        // Then
        await("the operator has heard the one and not the other")
                .untilAsserted(() -> assertThat(gateway.message("GatewayReady"))
                        .contains(pods.getLast().getMetadata().getName() + " has not read"));
        assertThat(acme.config()).contains(AWAIT);
        assertThat(routed(acme)).isFalse();

        // When
        follows(gateway, pods.getLast());

        // Then
        await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
        assertThat(routed(acme)).isTrue();
    }

    @Test
    void whoIsRoutedStaysSoWhateverTheGatewayDoes() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        TestAccount acme = routedAccount("acme", gateway);

        // When
        TestAccount beta = gateway.account("beta").sharing(gateway.app(), operator.newId());
        gateway.annotated("instagram-operator.io/refresh", "now");
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");

        // Then
        await().untilAsserted(() -> assertThat(routed(beta)).isFalse());
        assertThat(routed(acme)).isTrue();
        assertThat(acme.config()).doesNotContain("awaitGateway");
    }

    @Test
    void aGatewayWithoutAReadyPodIsAwaitedAndTheAccountSaysSo() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();
        String pod = gateway.podStarted(false);

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
        gateway.reports(pod, "Refusing", TestGateway.credentials("Missing"));
        acme.reportsProblem("webhook", "\"accountSubscribed\":false,", "GatewayPending");

        // Then
        await("the operator has heard the pod").untilAsserted(() -> assertThat(gateway.condition("CredentialsReady"))
                .startsWith("False "));
        acme.awaitCondition("Subscribed", "False GatewayPending");
        acme.awaitCondition("Ready", "False GatewayPending");
        acme.awaitCondition("Stalled", "");
        assertThat(acme.message("Subscribed")).contains("kubectl -n " + acme.namespace() + " describe metaapp agency");
        assertThat(acme.config()).contains(AWAIT);
    }

    @Test
    void aReadyPodThatIsAboutToGoIsAwaited() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        List<Pod> pods = byName(gateway);
        var leaving = gateway.client().resource(pods.getFirst());
        leaving.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[\"example.com/busy\"]}}");
        leaving.delete();

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
        follows(gateway, pods.getLast());

        // Then
        gateway.awaitCondition("GatewayReady", "True GatewayReady");
        acme.awaitChildren();
        assertThat(acme.config()).contains(AWAIT);

        // When
        leaving.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");

        // Then
        await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
    }

    @Test
    void aPausedAppIsAwaited() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        gateway.annotated("instagram-operator.io/paused", "true");
        gateway.awaitCondition("Reconciling", "False Paused");

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());

        // Then
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
        acme.awaitChildren();
        assertThat(acme.config()).contains(AWAIT);

        // When
        gateway.annotated("instagram-operator.io/paused", null);
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
        gateway.reportsThatAllIsWell();

        // Then
        await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
    }

    @Test
    void itWaitsAgainWithAnotherApp() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        TestAccount acme = routedAccount("acme", gateway);
        TestGateway other = new TestGateway(acme.app("other"), gateway.receivers());
        other.app().applied();

        // When
        acme.patched("{\"spec\":{\"appRef\":{\"name\":\"other\"}}}");

        // Then
        await().untilAsserted(() -> assertThat(acme.config()).contains(AWAIT));

        // When
        other.runsWell();
        await().untilAsserted(() -> assertThat(other.config()).contains("name: \"acme\""));
        other.reportsThatAllIsWell();

        // Then
        await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
    }

    private static TestAccount routedAccount(String name, TestGateway gateway) {
        TestAccount account = gateway.account(name).sharing(gateway.app(), operator.newId());
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"" + name + "\""));
        gateway.reportsThatAllIsWell();
        await().untilAsserted(() -> assertThat(routed(account)).isTrue());
        await().untilAsserted(() -> assertThat(account.config()).doesNotContain("awaitGateway"));
        return account;
    }

    /** The pod reports that it works by the table that is written now. */
    private static void follows(TestGateway gateway, Pod pod) {
        gateway.reports(pod.getStatus().getPodIP(), "Running", TestGateway.SECRET_PRESENT + TestGateway.REGISTERED);
    }

    private static List<Pod> byName(TestGateway gateway) {
        return gateway.pods().stream()
                .sorted(Comparator.comparing(
                        (HasMetadata pod) -> pod.getMetadata().getName()))
                .toList();
    }

    private static Boolean routed(TestAccount account) {
        return account.account().get().getStatus().app().routed();
    }
}
