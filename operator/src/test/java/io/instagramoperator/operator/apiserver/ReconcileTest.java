package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account's life, with a real API server; pods, controllers and receivers are played by the tests. */
@ApiServerTest
class ReconcileTest {

    private static final String PAUSED = "instagram-operator.io/paused";
    private static final AtomicInteger IDS = new AtomicInteger(1000);

    private static ApiServer server;
    private static FakeReceivers receivers;
    private static RunningOperator operator;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        server = new ApiServer();
        receivers = new FakeReceivers();
        operator = new RunningOperator(server.operator(), receivers.port());
    }

    @AfterAll
    static void stop() {
        operator.close();
        receivers.close();
        server.admin().close();
        Awaitility.reset();
    }

    @Test
    void anAccountBecomesReady() {
        // When
        TestAccount account = account("acme").applied(newId());

        // Then
        account.awaitChildren();
        account.awaitCondition("Ready", "False Starting");
        assertThat(account.condition("Reconciling")).isEqualTo("True Starting");
        for (Class<? extends HasMetadata> type : TestAccount.CHILDREN) {
            assertThat(account.child(type).getMetadata().getOwnerReferences())
                    .as(type.getSimpleName())
                    .extracting(OwnerReference::getKind, OwnerReference::getUid)
                    .containsExactly(tuple(
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
        TestAccount account = ready("acme");
        Map<String, String> children = account.resourceVersions();
        String pod = account.pod().getMetadata().getResourceVersion();
        int before = operator.reconciled();

        // When
        account.annotated("example.com/looked-at", "today");
        String touched = account.account().get().getMetadata().getResourceVersion();
        await().until(() -> operator.reconciled() > before);

        // Then
        assertThat(account.resourceVersions()).isEqualTo(children);
        assertThat(account.pod().getMetadata().getResourceVersion()).isEqualTo(pod);
        assertThat(account.account().get().getMetadata().getResourceVersion()).isEqualTo(touched);
    }

    @Test
    void aChangeThatTheReceiverReadsRestartsNothing() {
        // Given
        TestAccount account = ready("acme");
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
        TestAccount account = ready("acme");

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
        TestAccount account = ready("acme");

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
        TestAccount account = account("acme").applied(newId());
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
    void twoNamespacesMayUseTheSameName() {
        // When
        TestAccount one = account("acme").applied(newId());
        TestAccount other = account("acme").applied(newId());

        // Then
        one.awaitChildren();
        other.awaitChildren();
        assertThat(one.config()).contains(one.namespace()).doesNotContain(other.namespace());
    }

    @Test
    void theOlderOfTwoKeepsAnInstagramIdAndTheNewerTakesOver() {
        // Given
        String id = newId();
        TestAccount older = account("older").applied(id);
        older.awaitChildren();
        // Creation times have whole seconds.
        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);

        // When
        TestAccount newer = account("newer").applied(id);

        // Then
        newer.awaitCondition("Ready", "False DuplicateInstagramId");
        assertThat(newer.message("Ready")).contains(id, older.namespace() + "/older");
        assertThat(newer.child(ConfigMap.class)).isNull();

        // When
        older.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        older.deleted();

        // Then
        older.awaitGone();
        newer.awaitChildren();
        newer.awaitCondition("Accepted", "True Accepted");
    }

    @Test
    void pausedLeavesTheChildrenAlone() {
        // Given
        TestAccount account = ready("acme");
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

    @Test
    void whatOthersChangeIsPutBackAndWhatTheyAddIsLeft() {
        // Given
        TestAccount account = ready("acme");
        String config = account.config();

        // When
        server.admin()
                .resource(account.child(ConfigMap.class))
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"team\":\"crm\"}},\"data\":{\"config.yaml\":\"desired: Absent\"}}");

        // Then
        await().untilAsserted(() -> assertThat(account.config()).isEqualTo(config));
        assertThat(account.child(ConfigMap.class).getMetadata().getLabels()).containsEntry("team", "crm");
    }

    @Test
    void anObjectOfSomebodyElseIsNotTaken() {
        // Given
        TestAccount account = account("acme");
        ConfigMap foreign = server.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(account.namespace())
                        .withName(account.childName())
                        .endMetadata()
                        .addToData("mine", "yes")
                        .build())
                .create();

        // When
        account.applied(newId());

        // Then
        account.awaitCondition("Ready", "False ConfigNotApplied");
        assertThat(account.message("Ready")).contains("ConfigMap acme-receiver exists", "Delete it");
        assertThat(account.child(ConfigMap.class)).isEqualTo(foreign);

        // When
        server.admin().resource(foreign).delete();

        // Then
        account.awaitChildren();
    }

    private static String volumesRefreshedAt(TestAccount account) {
        return account.pod()
                .getMetadata()
                .getAnnotations()
                .getOrDefault("instagram-operator.io/volumes-refreshed-at", "never");
    }

    private static TestAccount ready(String name) {
        TestAccount account = account(name).applied(newId());
        String receiver = account.podStarted(true);
        account.reportsThatAllIsWell(receiver);
        account.awaitCondition("Ready", "True Ready");
        return account;
    }

    private static TestAccount account(String name) {
        return new TestAccount(server.admin(), server.newNamespace(), name, receivers);
    }

    private static String newId() {
        return String.valueOf(IDS.incrementAndGet());
    }
}
