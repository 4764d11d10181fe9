package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects that a wrong or missing Secret is explained, and that mending it is enough. */
@OnCluster
class CredentialsTest {

    @RegisterExtension
    final Team team = new Team();

    @Test
    void aMissingSecretIsNamedAndCreatingItIsEnough() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = Account.named("acme");
        team.meta.knows(acme);
        kubectl.apply(acme.resource());

        // When
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "Ready"))
                .startsWith("False SecretNotFound: ")
                .contains("acme-meta", "app-secret", "spec.app.secretRefs[0]"));
        kubectl.apply(acme.secret());

        // Then
        kubectl.waitForReady("acme");
    }

    @Test
    void aMissingKeyIsNamedAndAddingItIsEnough() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = Account.named("acme");
        team.meta.knows(acme);
        kubectl.run("create", "secret", "generic", "acme-meta", "--from-literal=app-secret=" + acme.appSecret());
        kubectl.apply(acme.resource());

        // When
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "Ready"))
                .startsWith("False SecretKeyMissing: ")
                .contains("acme-meta", "access-token", "spec.accessTokenRef"));
        kubectl.apply(acme.secret());

        // Then
        kubectl.waitForReady("acme");
    }

    @Test
    void aRotatedTokenIsTakenUpWithoutARestart() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        String pod = kubectl.get("pods", ".items[*].metadata.uid");
        Account rotated = new Account(
                acme.name(),
                acme.instagramId(),
                acme.pageId(),
                acme.appId(),
                acme.appSecret(),
                acme.accessToken() + "2",
                acme.apiToken(),
                acme.deletionPolicy());

        // When
        team.meta.knows(rotated);
        kubectl.run("annotate", "iga/acme", "instagram-operator.io/refresh=1");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kubectl.condition("acme", "TokenValid"))
                .startsWith("False Token"));
        kubectl.apply(rotated.secret());
        kubectl.run("annotate", "--overwrite", "iga/acme", "instagram-operator.io/refresh=2");

        // Then
        kubectl.waitForReady("acme");
        assertThat(kubectl.get("pods", ".items[*].metadata.uid")).isEqualTo(pod);
    }
}
