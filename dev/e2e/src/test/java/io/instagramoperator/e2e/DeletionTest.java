package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects that a deleted account leaves nothing at Meta or in the cluster, and that waiting for Meta is explained. */
@OnCluster
class DeletionTest {

    @RegisterExtension
    final Team team = new Team();

    @Test
    void deletingAnAccountUnsubscribesItAndRemovesItsObjects() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        assertThat(team.meta.isSubscribed(acme)).isTrue();
        assertThat(team.meta.hasCallback(acme)).isTrue();

        // When
        kubectl.run("delete", "iga/acme", "--timeout=60s");

        // Then
        assertThat(team.meta.isSubscribed(acme)).isFalse();
        assertThat(team.meta.hasCallback(acme)).isFalse();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.run(
                        "get",
                        "deployment,service,configmap,pvc,sa,pod",
                        "-l",
                        "instagram-operator.io/account=acme",
                        "-o",
                        "name"))
                .isEmpty());
    }

    @Test
    void withMetaAwayADeletionWaitsSaysWhyAndGoesOnByItself() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        team.meta.isUnavailable();

        // When
        kubectl.run("delete", "iga/acme", "--wait=false");

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "Ready"))
                .startsWith("False ")
                .contains("deletionPolicy Orphan", "kubectl -n "));

        // When
        team.meta.behaves();

        // Then
        kubectl.run("wait", "--for=delete", "--timeout=90s", "iga/acme");
        assertThat(team.meta.isSubscribed(acme)).isFalse();
    }

    /** As Argo CD deletes: the garbage collector would take pod and volume at once, and with these what nobody has fetched yet. */
    @Test
    void deletedInTheForegroundAnAccountKeepsItsObjectsUntilItGoes() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        String objects = objects(kubectl);
        team.meta.isUnavailable();

        // When
        kubectl.run("delete", "iga/acme", "--cascade=foreground", "--wait=false");

        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "Ready"))
                .startsWith("False ")
                .contains("deletionPolicy Orphan"));
        assertThat(objects(kubectl)).isEqualTo(objects).contains("Pod", "PersistentVolumeClaim");

        // When
        team.meta.behaves();

        // Then
        kubectl.run("wait", "--for=delete", "--timeout=90s", "iga/acme");
        assertThat(team.meta.isSubscribed(acme)).isFalse();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(objects(kubectl)).isEmpty());
    }

    /** Each with its UID, and when it was deleted. */
    private static String objects(Kubectl kubectl) {
        return kubectl.run(
                "get",
                "deployment,service,configmap,pvc,sa,pod",
                "-l",
                "instagram-operator.io/account=acme",
                "--no-headers",
                "-o",
                "custom-columns=KIND:.kind,UID:.metadata.uid,DELETED:.metadata.deletionTimestamp");
    }

    @Test
    void withMetaAwayOrphanLetsGo() {
        // Given
        Kubectl kubectl = team.kubectl();
        team.ready(kubectl, Account.named("acme"));
        team.meta.isUnavailable();
        kubectl.run("delete", "iga/acme", "--wait=false");

        // When
        kubectl.run("patch", "iga/acme", "--type=merge", "-p", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");

        // Then
        kubectl.run("wait", "--for=delete", "--timeout=60s", "iga/acme");
    }

    @Test
    void anAccountWithoutItsSecretCanBeDeleted() {
        // Given
        Kubectl kubectl = team.kubectl();
        kubectl.apply(Account.named("acme").resource());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "Ready"))
                .contains("SecretNotFound"));

        // When
        Kubectl.Output deleted = kubectl.tryRun("delete", "iga/acme", "--timeout=60s");

        // Then
        assertThat(deleted.exitCode()).as(deleted.stderr()).isZero();
    }
}
