package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.instagramoperator.operator.child.Removal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account that is reached by an Ingress. Its controller is played by the tests. */
@ApiServerTest
class IngressTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void withoutOneTheAccountIsReachedInsideTheCluster() {
        TestAccount account = operator.readyAccount("acme");

        assertThat(account.condition("Exposed")).isEqualTo("True ClusterOnly");
        assertThat(account.child(Ingress.class)).isNull();
    }

    @Test
    void theAccountIsExposedWhenTheControllerHasWrittenAnAddress() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        String deployment = account.child(Deployment.class).getMetadata().getResourceVersion();

        // When
        routes.ingressWanted("{\"className\":\"nginx\",\"tlsSecretName\":\"hooks-tls\"}");

        // Then
        account.awaitCondition("Exposed", "False IngressPending");
        await().untilAsserted(() -> assertThat(account.message("Exposed"))
                .contains(
                        "IngressClass nginx", "kubectl -n " + account.namespace() + " describe ingress acme-receiver"));
        assertThat(routes.ingress().getSpec().getRules().getFirst().getHost()).isEqualTo("hooks.example.com");
        assertThat(path(account).getPath()).isEqualTo("/webhooks/" + account.namespace() + "/acme");
        assertThat(path(account).getPathType()).isEqualTo("Exact");

        // When
        account.reportsThatAllIsWell(account.pod().getStatus().getPodIP());
        account.awaitCondition("Ready", "False IngressPending");
        routes.ingressAdmitted();

        // Then
        account.awaitCondition("Exposed", "True Exposed");
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.child(Deployment.class).getMetadata().getResourceVersion())
                .isEqualTo(deployment);

        // When
        account.patched("{\"spec\":{\"webhook\":{\"host\":\"other.example.com\"}}}");

        // Then
        await().untilAsserted(() -> assertThat(
                        routes.ingress().getSpec().getRules().getFirst().getHost())
                .isEqualTo("other.example.com"));
        assertThat(routes.ingress().getSpec().getTls().getFirst().getHosts()).containsExactly("other.example.com");

        // When
        account.patched("{\"spec\":{\"webhook\":{\"ingress\":null}}}");

        // Then
        routes.awaitGone(Ingress.class);
        account.awaitCondition("Exposed", "True ClusterOnly");
    }

    @Test
    void whatTheSpecSaysNoMoreGoesAndWhatOthersAddedStays() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        routes.ingressWanted("{\"annotations\":{\"example.com/size\":\"8m\",\"example.com/issuer\":\"letsencrypt\"}}");
        await().until(() -> routes.ingress() != null);
        account.client().resource(routes.ingress()).edit(ingress -> new IngressBuilder(ingress)
                .editMetadata()
                .addToLabels("example.com/team", "edge")
                .addToAnnotations("example.com/seen", "yes")
                .endMetadata()
                .build());

        // When
        account.patched("{\"spec\":{\"webhook\":{\"ingress\":{\"annotations\":{\"example.com/issuer\":null}}}}}");

        // Then
        await().untilAsserted(() -> assertThat(routes.ingress().getMetadata().getAnnotations())
                .isEqualTo(Map.of("example.com/size", "8m", "example.com/seen", "yes")));
        assertThat(routes.ingress().getMetadata().getLabels()).containsEntry("example.com/team", "edge");

        // When
        account.client().resource(routes.ingress()).edit(ingress -> new IngressBuilder(ingress)
                .editSpec()
                .editFirstRule()
                .editHttp()
                .editFirstPath()
                .withPath("/")
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build());

        // Then
        await().untilAsserted(() ->
                assertThat(path(account).getPath()).isEqualTo("/webhooks/" + account.namespace() + "/acme"));
    }

    @Test
    void anIngressOfSomebodyElseIsLeftAlone() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        // @formatter:off
        account.client().resource(new IngressBuilder()
                .withNewMetadata().withNamespace(account.namespace()).withName("acme-receiver").endMetadata()
                .withNewSpec().withNewDefaultBackend().withNewService().withName("other").withNewPort().withNumber(80).endPort().endService().endDefaultBackend().endSpec()
                .build()).create();
        // @formatter:on

        // When
        routes.ingressWanted("{}");

        // Then
        account.awaitCondition("Exposed", "False IngressPending");
        await().untilAsserted(() -> assertThat(account.message("Exposed")).contains("is not this InstagramAccount's"));
        assertThat(routes.ingress().getSpec().getRules()).isEmpty();
    }

    @Test
    void onlyTheVeryObjectIsDeleted() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestRoutes routes = new TestRoutes(account);
        routes.ingressWanted("{}");
        await().until(() -> routes.ingress() != null);
        String uid = routes.ingress().getMetadata().getUid();
        Ingress predecessor = new IngressBuilder(routes.ingress())
                .editMetadata()
                .withUid("11111111-2222-3333-4444-555555555555")
                .endMetadata()
                .build();

        // When
        Removal.of(predecessor, account.client());

        // Then
        assertThat(routes.ingress().isMarkedForDeletion()).isFalse();
        assertThat(routes.ingress().getMetadata().getUid()).isEqualTo(uid);
    }

    private static HTTPIngressPath path(TestAccount account) {
        return account.child(Ingress.class)
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()
                .getFirst();
    }
}
