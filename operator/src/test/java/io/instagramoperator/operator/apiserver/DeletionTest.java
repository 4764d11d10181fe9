package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an account goes. There is no garbage collector here: that the children go with it is shown on a real node. */
@ApiServerTest
class DeletionTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anAccountGoesWhenItsReceiverHasDrained() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();

        // When
        account.deleted();

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\""));
        account.awaitCondition("Ready", "False Deleting");
        await().untilAsserted(() -> assertThat(account.pod().getMetadata().getAnnotations())
                .containsEntry("instagram-operator.io/config-hash", account.configHash()));

        // When
        account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

        // Then
        account.awaitGone();
    }

    /** Deleted in the foreground, it is taken off the owners of all that has another one. */
    @Test
    void theGarbageCollectorGetsTheObjectsOnlyWhenTheReceiverHasDrained() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        String uid = account.account().get().getMetadata().getUid();
        String namespaceUid = operator.uidOf(account.namespace());
        account.deleted();
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\""));

        // When
        takeFromOwners(uid, account);

        // Then
        await().untilAsserted(() -> assertThat(TestAccount.CHILDREN)
                .allSatisfy(type -> assertThat(owners(account, type)).containsExactlyInAnyOrder(uid, namespaceUid)));
        assertThat(account.condition("Reconciling")).isEqualTo("True Deleting");

        // When
        account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

        // Then
        account.awaitGone();
        assertThat(TestAccount.CHILDREN)
                .allSatisfy(type -> assertThat(owners(account, type)).containsExactly(uid));
    }

    /** It is let go of at once then, before anything could be put right. */
    @Test
    void theGarbageCollectorGetsWhatItHasTakenAPausedAccountFrom() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String uid = account.account().get().getMetadata().getUid();
        account.annotated("instagram-operator.io/paused", "true");
        account.deleted();
        takeFromOwners(uid, account);

        // When
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");

        // Then
        account.awaitGone();
        assertThat(TestAccount.CHILDREN)
                .allSatisfy(type -> assertThat(owners(account, type)).containsExactly(uid));
    }

    @Test
    void anAccountStaysUntilTheGarbageCollectorIsDoneWithItsObjects() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        int before = operator.reconciled(account);

        // When
        account.account().withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();

        // Then
        await().until(() -> operator.reconciled(account) > before + 2);
        assertThat(account.account().get().getMetadata().getFinalizers()).hasSize(2);

        // When
        account.account().edit(resource -> {
            resource.getMetadata().getFinalizers().remove("foregroundDeletion");
            return resource;
        });

        // Then
        account.awaitGone();
    }

    private static void takeFromOwners(String uid, TestAccount account) {
        for (Class<? extends HasMetadata> type : TestAccount.CHILDREN) {
            operator.admin().resource(account.child(type)).edit(child -> {
                child.getMetadata().getOwnerReferences().removeIf(owner -> owner.getUid()
                        .equals(uid));
                return child;
            });
        }
    }

    private static List<String> owners(TestAccount account, Class<? extends HasMetadata> type) {
        return account.child(type).getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .toList();
    }

    @Test
    void whileAnEndpointFailsTheBacklogIsWaitedForAndSaid() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account).delivering(account);
        String receiver = account.pod().getStatus().getPodIP();
        account.deleted();
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\"", "name: \"crm\""));

        // When
        account.reports(
                receiver,
                "Draining",
                TestAccount.SECRETS_PRESENT + ",\"subscriptions\":[" + crm.failing("Refused", "nobody listens") + "]");

        // Then
        await().untilAsserted(() -> assertThat(account.message("Ready"))
                .contains("delivers its backlog, which waits: Events cannot be delivered to EventSubscription crm"));
        crm.awaitCondition("Ready", "False EndpointFailing");

        // When
        account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT + ",\"subscriptions\":[" + crm.well() + "]");

        // Then
        account.awaitGone();
        crm.awaitCondition("Ready", "False AccountNotFound");
    }

    @Test
    void whileMetaCannotBeReachedTheAccountWaitsAndSaysHowNotTo() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        account.deleted();
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\""));

        // When
        account.reports(receiver, "Draining", TestAccount.SECRETS_PRESENT + """
                ,"webhook":{"registered":true,"problem":{"reason":"GraphError","message":"graph.facebook.com does not answer"}}
                """);

        // Then
        await().untilAsserted(() -> assertThat(account.message("Ready"))
                .contains("graph.facebook.com does not answer", "\"deletionPolicy\":\"Orphan\""));
        assertThat(account.condition("Subscribed")).isEqualTo("False GraphError");
        assertThat(account.condition("Reconciling")).isEqualTo("True Deleting");

        // When
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");

        // Then
        account.awaitGone();
    }

    @Test
    void aReceiverThatNeverRanHoldsNobodyUp() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        account.awaitChildren();

        // When
        account.deleted();

        // Then
        account.awaitGone();
        assertThat(account.config()).as("what a pod that starts now finds").contains("desired: \"Absent\"");
    }

    @Test
    void aReceiverThatNeverHadItsSecretHoldsNobodyUp() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(false);
        account.reports(receiver, "Refusing", TestAccount.SECRETS_MISSING);
        account.awaitCondition("Ready", "False SecretNotFound");

        // When
        account.deleted();

        // Then
        account.awaitGone();
    }

    @Test
    void aReceiverThatIsGoneComesBackToUnsubscribe() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        operator.admin().resource(account.pod()).withGracePeriod(0).delete();
        operator.admin().resource(account.child(Deployment.class)).delete();

        // When
        account.deleted();

        // Then
        account.awaitCondition("Ready", "False Deleting");
        assertThat(account.message("Ready")).contains("which it cannot now", "\"deletionPolicy\":\"Orphan\"");
        await().untilAsserted(() -> assertThat(account.child(Deployment.class)).isNotNull());

        // When
        String receiver = account.podStarted(true);
        account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

        // Then
        account.awaitGone();
    }

    @Test
    void pausedHoldsTheDeletionUpAndSaysSo() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String config = account.config();
        account.annotated("instagram-operator.io/paused", "true");

        // When
        account.deleted();

        // Then
        account.awaitCondition("Stalled", "True Paused");
        assertThat(account.message("Ready")).contains("instagram-operator.io/paused-");
        assertThat(account.config()).isEqualTo(config);

        // When
        account.annotated("instagram-operator.io/paused", null);

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\""));
    }

    /** The namespace's controller deletes everything in it, in any order, and nothing can be made in it any more. */
    @Test
    void aNamespaceThatGoesTakesItsAccountsAlong() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        operator.admin().namespaces().withName(account.namespace()).delete();

        // When
        account.deleted();
        account.awaitCondition("Ready", "False Deleting");
        operator.admin().resource(account.pod()).withGracePeriod(0).delete();
        operator.admin().resource(account.child(ConfigMap.class)).delete();

        // Then
        account.awaitGone();
    }
}
