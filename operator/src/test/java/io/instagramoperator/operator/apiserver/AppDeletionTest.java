package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an app goes. There is no garbage collector here: that the children go with it is shown on a real node. */
@ApiServerTest
class AppDeletionTest {

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void anAppGoesWhenAllItsPodsHaveUnregistered() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");

        // When
        gateway.deleted();

        // Then
        await().untilAsserted(() -> assertThat(gateway.config()).contains("desired: \"Absent\""));
        gateway.awaitCondition("Ready", "False Deleting");
        await().untilAsserted(() -> assertThat(gateway.pods())
                .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                        .containsEntry("instagram-operator.io/config-hash", gateway.configHash())));

        // When
        gateway.reports("Drained", TestGateway.SECRET_PRESENT);

        // Then
        gateway.awaitGone();
    }

    @Test
    void accountsThatReferToItKeepItAtWorkAndAreNamed() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));

        // When
        gateway.deleted();

        // Then
        gateway.awaitCondition("Stalled", "True Deleting");
        assertThat(gateway.message("Ready"))
                .contains(
                        "through this app: acme.",
                        "kubectl -n " + gateway.app().namespace() + " get instagramaccounts");
        assertThat(gateway.config()).contains("desired: \"Present\"", "name: \"acme\"");

        // When
        TestAccount beta = gateway.account("beta").sharing(gateway.app(), operator.newId());

        // Then
        await().untilAsserted(() -> assertThat(gateway.message("Ready")).contains("through this app: acme, beta."));

        // When
        acme.deleted();
        beta.deleted();
        acme.awaitGone();
        beta.awaitGone();

        // Then
        await().untilAsserted(() -> assertThat(gateway.config()).contains("desired: \"Absent\""));
        gateway.reports("Drained", TestGateway.SECRET_PRESENT);
        gateway.awaitGone();
    }

    @Test
    void whileMetaCannotBeReachedTheAppWaitsAndSaysHowNotTo() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        gateway.deleted();
        await().untilAsserted(() -> assertThat(gateway.config()).contains("desired: \"Absent\""));

        // When
        gateway.reports("Draining", TestGateway.SECRET_PRESENT + """
                ,"webhook":{"registered":true,"problem":{"reason":"GraphError","message":"graph.facebook.com does not answer"}}
                """);

        // Then
        await().untilAsserted(() -> assertThat(gateway.message("Ready"))
                .contains("graph.facebook.com does not answer", "\"deletionPolicy\":\"Orphan\""));
        assertThat(gateway.condition("Reconciling")).isEqualTo("True Deleting");

        // When
        gateway.app().patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");

        // Then
        gateway.awaitGone();
    }

    @Test
    void aGatewayThatNeverRanHoldsNobodyUp() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();

        // When
        gateway.deleted();

        // Then
        gateway.awaitGone();
        assertThat(gateway.config()).as("what a pod that starts now finds").contains("desired: \"Absent\"");
    }

    @Test
    void aGatewayThatIsGoneComesBackToUnregister() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        gateway.pods()
                .forEach(
                        pod -> operator.admin().resource(pod).withGracePeriod(0).delete());
        operator.admin().resource(gateway.child(Deployment.class)).delete();

        // When
        gateway.deleted();

        // Then
        gateway.awaitCondition("Ready", "False Deleting");
        await().untilAsserted(() -> assertThat(gateway.child(Deployment.class)).isNotNull());

        // When
        String pod = gateway.podStarted(true);
        await().untilAsserted(() -> assertThat(gateway.config()).contains("desired: \"Absent\""));
        gateway.reports(pod, "Drained", TestGateway.SECRET_PRESENT);

        // Then
        gateway.awaitGone();
    }

    @Test
    void pausedHoldsTheDeletionUpAndSaysSo() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        gateway.annotated("instagram-operator.io/paused", "true");

        // When
        gateway.deleted();

        // Then
        gateway.awaitCondition("Stalled", "True Paused");
        assertThat(gateway.message("Ready")).contains("annotate metaapp agency instagram-operator.io/paused-");
        assertThat(gateway.config()).contains("desired: \"Present\"");

        // When
        gateway.annotated("instagram-operator.io/paused", null);

        // Then
        await().untilAsserted(() -> assertThat(gateway.config()).contains("desired: \"Absent\""));
    }

    /** The namespace's controller deletes everything in it, in any order, and nothing can be made in it any more. */
    @Test
    void aNamespaceThatGoesTakesItsAppsAndAccountsAlong() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        acme.awaitChildren();
        operator.admin().namespaces().withName(gateway.app().namespace()).delete();

        // When
        gateway.deleted();
        acme.deleted();
        gateway.pods()
                .forEach(
                        pod -> operator.admin().resource(pod).withGracePeriod(0).delete());
        operator.admin().resource(gateway.child(ConfigMap.class)).delete();

        // Then
        acme.awaitGone();
        gateway.awaitGone();
    }
}
