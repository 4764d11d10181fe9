package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code spec.store.embedded.size} grows: the volume grows with it where its storage class lets it, and else the status says what to do. */
@ApiServerTest
class VolumeTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void theVolumeGrowsWithTheSpec() {
        // Given
        TestAccount account = readyAccount(storageClass(true));
        String deployment = account.child(Deployment.class).getMetadata().getResourceVersion();
        await().untilAsserted(() -> assertThat(sizeInStatus(account)).isEqualTo("2Gi"));

        // When
        account.patched(size("4Gi"));

        // Then
        await().untilAsserted(() -> assertThat(request(account)).isEqualTo("4Gi"));
        assertThat(sizeInStatus(account)).as("while it grows").isEqualTo("2Gi");

        // When
        bound(account, "4Gi");

        // Then
        await().untilAsserted(() -> assertThat(sizeInStatus(account)).isEqualTo("4Gi"));
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.child(Deployment.class).getMetadata().getResourceVersion())
                .isEqualTo(deployment);
        assertThatThrownBy(() -> account.patched(size("3Gi")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("size cannot shrink: it is 4Gi")
                .hasMessageContaining("choose 4Gi or more");
    }

    @Test
    void aRefusalOfTheStorageClassIsExplainedAndTakenBackByTheOldSpec() {
        // Given
        String storageClass = storageClass(false);
        TestAccount account = readyAccount(storageClass);
        String receiver = account.pod().getStatus().getPodIP();

        // When
        account.patched(size("4Gi"));

        // Then
        account.awaitCondition("Accepted", "False InvalidSpec");
        account.awaitCondition("Stalled", "True InvalidSpec");
        assertThat(account.message("Ready"))
                .contains("spec.store.embedded.size is 4Gi", "stays at 2Gi", storageClass, "set the size back to 2Gi");
        assertThat(account.condition("ReceiverReady")).isEqualTo("True ReceiverReady");

        // When
        account.patched("{\"spec\":{\"replies\":{\"perSecond\":20}}}");

        // Then
        await("everything else goes on")
                .untilAsserted(() -> assertThat(account.config()).contains("perSecond: 20"));
        account.reportsThatAllIsWell(receiver);

        // When
        assertThatThrownBy(() -> account.patched(size("1Gi")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("choose 2Gi or more");
        account.patched(size("2Gi"));

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.condition("Stalled")).isEmpty();
    }

    @Test
    void aRefusalOfTheStorageClassIsOverWhenTheClassIsChanged() {
        // Given
        String storageClass = storageClass(false);
        TestAccount account = readyAccount(storageClass);
        account.patched(size("4Gi"));
        account.awaitCondition("Accepted", "False InvalidSpec");

        // When
        operator.admin().resources(StorageClass.class).withName(storageClass).edit(found -> new StorageClassBuilder(
                        found)
                .withAllowVolumeExpansion(true)
                .build());

        // Then
        await().untilAsserted(() -> assertThat(request(account)).isEqualTo("4Gi"));
        account.awaitCondition("Accepted", "True Accepted");
    }

    @Test
    void aClaimWithoutVolumeGrowsWhenItHasOne() {
        // Given
        TestAccount account = account(storageClass(true));
        account.awaitChildren();

        // When
        int before = operator.reconciled(account);
        account.patched(size("4Gi"));

        // Then
        await().until(() -> operator.reconciled(account) > before);
        assertThat(request(account)).isEqualTo("2Gi");
        assertThat(account.condition("Accepted")).isEqualTo("True Accepted");
        assertThat(account.condition("Ready")).isEqualTo("False Starting");

        // When
        bound(account, "2Gi");

        // Then
        await().untilAsserted(() -> assertThat(request(account)).isEqualTo("4Gi"));
    }

    private static TestAccount account(String storageClass) {
        return operator.account("acme")
                .applied(
                        operator.newId(), "store: { embedded: { size: 2Gi, storageClassName: " + storageClass + " } }");
    }

    private static TestAccount readyAccount(String storageClass) {
        TestAccount account = account(storageClass);
        String receiver = account.podStarted(true);
        bound(account, "2Gi");
        account.reportsThatAllIsWell(receiver);
        account.awaitCondition("Ready", "True Ready");
        return account;
    }

    private static String storageClass(boolean mayGrow) {
        String name = "class-" + UUID.randomUUID();
        // @formatter:off
        operator.admin()
                .resource(new StorageClassBuilder()
                        .withNewMetadata()
                            .withName(name)
                        .endMetadata()
                        .withProvisioner("example.com/disks")
                        .withAllowVolumeExpansion(mayGrow)
                        .build())
                .create();
        // @formatter:on
        return name;
    }

    /** What the controller of volumes does when the claim has its volume, or when that has grown. */
    private static void bound(TestAccount account, String capacity) {
        // @formatter:off
        operator.admin()
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                            .withNamespace(account.namespace())
                            .withName(account.childName())
                        .endMetadata()
                        .withNewStatus()
                            .withPhase("Bound")
                            .addToCapacity("storage", new Quantity(capacity))
                        .endStatus()
                        .build())
                .patchStatus();
        // @formatter:on
    }

    private static String size(String size) {
        return "{\"spec\":{\"store\":{\"embedded\":{\"size\":\"" + size + "\"}}}}";
    }

    private static String request(TestAccount account) {
        return account.child(PersistentVolumeClaim.class)
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage")
                .toString();
    }

    private static String sizeInStatus(TestAccount account) {
        return account.client()
                .genericKubernetesResources("instagram-operator.io/v1alpha1", "InstagramAccount")
                .inNamespace(account.namespace())
                .withName(account.name())
                .get()
                .get("status", "store", "size");
    }
}
