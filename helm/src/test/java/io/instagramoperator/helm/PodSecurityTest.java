package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's pod meets the Pod Security Standard "restricted", which a real API server enforces by namespace. */
@ApiServerTest
class PodSecurityTest {

    private final ApiServer server = ApiServer.connect();
    private final String namespace =
            server.newNamespace("restricted", Map.of("pod-security.kubernetes.io/enforce", "restricted"));

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void restrictedIsEnough() {
        // Given
        Pod pod = operatorPod();

        // When
        Pod created = server.client().resource(pod).dryRun().create();

        // Then
        assertThat(created.getMetadata().getUid()).isNotNull();
    }

    @Test
    void anythingMoreWouldBeRefused() {
        // Given
        Pod pod = operatorPod();
        pod.getSpec().getContainers().getFirst().getSecurityContext().setAllowPrivilegeEscalation(true);

        // When
        // Then
        assertThatThrownBy(() -> server.client().resource(pod).dryRun().create())
                .hasMessageContaining("violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation");
    }

    private Pod operatorPod() {
        Deployment deployment = Chart.withRegistry().rendered(Deployment.class).getFirst();
        return new PodBuilder()
                .withNewMetadata()
                .withName("operator")
                .withNamespace(namespace)
                .endMetadata()
                .withSpec(deployment.getSpec().getTemplate().getSpec())
                .build();
    }
}
