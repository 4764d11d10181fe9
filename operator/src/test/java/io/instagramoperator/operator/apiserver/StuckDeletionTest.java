package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account that was subscribed cannot go before it is unsubscribed. What keeps it is said, and how not to wait. */
@ApiServerTest
class StuckDeletionTest {

    private static final String REMEDY = "\"deletionPolicy\":\"Orphan\"";

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void aReceiverThatCrashesIsWaitedFor() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        account.podEnded();
        new Kubelet(account).ended("OOMKilled", 137, 4);
        account.deploymentReady(0);
        account.awaitCondition("ReceiverReady", "False CrashLooping");

        // When
        account.deleted();

        // Then
        account.awaitCondition("Ready", "False Deleting");
        await().untilAsserted(
                        () -> assertThat(account.message("Ready")).contains("out of memory", "limits.memory", REMEDY));
        assertThat(account.condition("Reconciling")).isEqualTo("True Deleting");

        // When
        account.patched("{\"spec\":{" + REMEDY + "}}");

        // Then
        account.awaitGone();
    }

    @Test
    void aSecretThatWasTakenAwayNeedsAHuman() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        account.deleted();
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\""));

        // When
        account.reports(receiver, "Draining", TestAccount.SECRETS_MISSING);

        // Then
        account.awaitCondition("Stalled", "True SecretNotFound");
        assertThat(account.condition("CredentialsReady")).isEqualTo("False SecretNotFound");
        assertThat(account.message("Ready")).contains(REMEDY);
        assertThat(account.account().get()).isNotNull();
    }

    @Test
    void thePolicyMayBeChangedMeanwhile() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        account.deleted();
        await().untilAsserted(() ->
                assertThat(account.config()).contains("desired: \"Absent\"", "deletionPolicy: \"Drain\""));

        // When
        account.patched("{\"spec\":{\"deletionPolicy\":\"Delete\"}}");

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("deletionPolicy: \"Delete\""));

        // When
        account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

        // Then
        account.awaitGone();
    }
}
