package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects that an edited field arrives in the running receiver, and that nonsense is refused with a remedy. */
@OnCluster
class ChangeTest {

    @RegisterExtension
    final Team team = new Team();

    @Test
    void anEditedFieldIsAppliedWithoutARestart() {
        // Given
        Kubectl kubectl = team.kubectl();
        team.ready(kubectl, Account.named("acme"));
        String pod = kubectl.get("pods", ".items[*].metadata.uid");

        // When
        kubectl.run(
                "patch",
                "iga/acme",
                "--type=merge",
                "-p",
                "{\"spec\":{\"webhook\":{\"fields\":[\"messages\",\"messaging_handover\"]}}}");

        // Then
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(kubectl.get("iga/acme", ".status.webhook.fields"))
                        .contains("messaging_handover"));
        kubectl.waitForReady("acme");
        assertThat(kubectl.get("pods", ".items[*].metadata.uid")).isEqualTo(pod);
    }

    @Test
    void nonsenseIsRefusedWithTheFieldAndTheRemedy() {
        // Given
        Kubectl kubectl = team.kubectl();
        String nonsense = Account.named("acme").resource().replace("login: Facebook", "login: Telepathy");

        // When
        Kubectl.Output refused = kubectl.tryApply(nonsense);

        // Then
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains("spec.login", "Telepathy", "\"Facebook\", \"Instagram\"");
    }

    @Test
    void aSecondAccountWithTheSameInstagramIdIsExplainedAndTakesOverWhenTheFirstGoes() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account first = team.ready(kubectl, Account.named("first"));
        Account second = new Account(
                "second",
                first.instagramId(),
                first.pageId(),
                first.appId(),
                first.appSecret(),
                first.accessToken(),
                first.apiToken(),
                "Drain");
        kubectl.apply(second.secret());
        kubectl.apply(second.resource());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(kubectl.condition("second", "Ready"))
                .startsWith("False DuplicateInstagramId: ")
                .contains(first.instagramId(), kubectl.namespace() + "/first"));

        // When
        kubectl.run("delete", "iga/first", "--timeout=60s");

        // Then
        kubectl.waitForReady("second");
    }
}
