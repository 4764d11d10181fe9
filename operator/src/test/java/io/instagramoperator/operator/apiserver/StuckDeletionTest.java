package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
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

    /** As an admission policy may refuse it; here it is that an object has one controller only. */
    @Test
    void anObjectThatCannotBeLetGoOfIsNamed() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        account.annotated("instagram-operator.io/paused", "true");
        account.patched("{\"spec\":{" + REMEDY + "}}");
        controlledBySomebodyElse(true, account);

        // When
        account.deleted();

        // Then
        account.awaitCondition("Ready", "False Deleting");
        assertThat(account.message("Ready"))
                .contains(
                        "Nothing else is waited for, but Service acme-receiver cannot be left to the garbage collector",
                        "Only one reference can have Controller set to true");
        assertThat(account.account().get()).isNotNull();

        // When
        controlledBySomebodyElse(false, account);

        // Then
        account.awaitGone();
    }

    private static void controlledBySomebodyElse(boolean so, TestAccount account) {
        String other = "6a5b1c1e-0000-4000-8000-000000000000";
        operator.admin().resource(account.child(Service.class)).edit(service -> {
            List<OwnerReference> owners = service.getMetadata().getOwnerReferences();
            owners.removeIf(owner -> owner.getUid().equals(other));
            owners.stream()
                    .filter(owner -> owner.getKind().equals("InstagramAccount"))
                    .forEach(owner -> owner.setController(!so));
            if (so) {
                owners.add(new OwnerReference("v1", null, true, "ConfigMap", "somebody", other));
            }
            return service;
        });
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
