package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account's life, with a real API server; pods, controllers and receivers are played by the tests. */
@ApiServerTest
class ReconcileTest {

    private static final String PAUSED = "instagram-operator.io/paused";

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anAccountBecomesReady() {
        // When
        TestAccount account = operator.account("acme").applied(operator.newId());

        // Then
        account.awaitChildren();
        account.awaitCondition("Ready", "False Starting");
        assertThat(account.condition("Reconciling")).isEqualTo("True Starting");
        for (Class<? extends HasMetadata> type : TestAccount.CHILDREN) {
            assertThat(account.child(type).getMetadata().getOwnerReferences())
                    .as(type.getSimpleName())
                    .extracting(OwnerReference::getKind, OwnerReference::getUid)
                    .contains(tuple(
                            "InstagramAccount",
                            account.account().get().getMetadata().getUid()));
        }

        // When
        String receiver = account.podStarted(true);
        account.awaitCondition("ReceiverReady", "Unknown StatusUnavailable");
        account.reportsThatAllIsWell(receiver);

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.condition("Reconciling")).isEqualTo("False Ready");
        assertThat(account.account().get().getStatus().username()).isEqualTo("acme");
        assertThat(account.account().get().getStatus().observedGeneration()).isEqualTo(1);
    }

    @Test
    void reconcilingAgainWritesNothing() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        Map<String, String> children = account.resourceVersions();
        String pod = account.pod().getMetadata().getResourceVersion();
        int before = operator.reconciled(account);

        // When
        account.annotated("example.com/looked-at", "today");
        String touched = account.account().get().getMetadata().getResourceVersion();
        await().until(() -> operator.reconciled(account) > before);

        // Then
        assertThat(account.resourceVersions()).isEqualTo(children);
        assertThat(account.pod().getMetadata().getResourceVersion()).isEqualTo(pod);
        assertThat(account.account().get().getMetadata().getResourceVersion()).isEqualTo(touched);
    }

    @Test
    void aChangeThatTheReceiverReadsRestartsNothing() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String deployment = account.child(Deployment.class).getMetadata().getResourceVersion();
        String receiver = account.pod().getStatus().getPodIP();

        // When
        account.patched("{\"spec\":{\"replies\":{\"perSecond\":20}}}");

        // Then
        account.awaitCondition("ReceiverReady", "False ConfigNotApplied");
        assertThat(account.config()).contains("perSecond: 20");
        assertThat(account.pod().getMetadata().getAnnotations())
                .containsEntry("instagram-operator.io/config-hash", account.configHash());
        assertThat(account.child(Deployment.class).getMetadata().getResourceVersion())
                .isEqualTo(deployment);

        // When
        account.reportsThatAllIsWell(receiver);

        // Then
        account.awaitCondition("Ready", "True Ready");
    }

    @Test
    void ofManyChangesInARowTheLastIsInForce() {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        for (int perSecond = 11; perSecond <= 60; perSecond++) {
            account.patched("{\"spec\":{\"replies\":{\"perSecond\":" + perSecond + "}}}");
        }

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("perSecond: 60"));
        await().untilAsserted(
                        () -> assertThat(account.account().get().getStatus().observedGeneration())
                                .isEqualTo(51));
    }

    @Test
    void refreshReachesTheReceiverAtOnce() {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        account.annotated("instagram-operator.io/refresh", "now");

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("refresh: \"now\""));
        await().untilAsserted(() -> assertThat(account.pod().getMetadata().getAnnotations())
                .containsEntry("instagram-operator.io/config-hash", account.configHash()));
    }

    @Test
    void aMissingSecretIsExplainedAndLookedFor() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(false);

        // When
        account.reports(receiver, "Refusing", TestAccount.SECRETS_MISSING);

        // Then
        account.awaitCondition("Ready", "False SecretNotFound");
        assertThat(account.message("Ready"))
                .contains("Secret meta not found", "spec.app.secretRefs[0]", "create secret generic meta");
        assertThat(account.condition("Stalled")).isEqualTo("True SecretNotFound");
        String looked = volumesRefreshedAt(account);
        await().untilAsserted(() -> assertThat(volumesRefreshedAt(account)).isNotEqualTo(looked));

        // When
        account.reportsThatAllIsWell(receiver);
        account.deploymentReady(1);

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.condition("Stalled")).isEmpty();
    }

    @Test
    void pausedLeavesTheChildrenAlone() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        Map<String, String> children = account.resourceVersions();

        // When
        account.annotated(PAUSED, "true");
        account.patched("{\"spec\":{\"replies\":{\"perSecond\":20}}}");

        // Then
        account.awaitCondition("Reconciling", "False Paused");
        account.awaitCondition("ReceiverReady", "False ConfigNotApplied");
        assertThat(account.resourceVersions()).isEqualTo(children);

        // When
        account.annotated(PAUSED, null);

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("perSecond: 20"));
    }

    private static String volumesRefreshedAt(TestAccount account) {
        return account.pod()
                .getMetadata()
                .getAnnotations()
                .getOrDefault("instagram-operator.io/volumes-refreshed-at", "never");
    }
}
