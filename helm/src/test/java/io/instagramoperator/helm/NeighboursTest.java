package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several releases in one cluster. */
@ApiServerTest
class NeighboursTest {

    private final ApiServer server = ApiServer.connect();
    private final String social = server.newNamespace("social", Map.of());
    private final String support = server.newNamespace("support", Map.of());

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void liveInNamespacesOfTheirOwn() {
        // Given
        Chart first = release(server.newNamespace("operators", Map.of())).watching(social);
        Chart second = release(server.newNamespace("operators", Map.of())).watching(support);

        // When
        server.install(first);
        server.install(second);

        // Then
        assertThat(deploymentIn(first).getMetadata().getName()).isEqualTo(first.release());
        assertThat(deploymentIn(second).getMetadata().getName()).isEqualTo(second.release());
    }

    /** It would share the first one's Lease, and so stand by for ever. */
    @Test
    void areRefusedInOneNamespace() {
        // Given
        String operators = server.newNamespace("operators", Map.of());
        Chart first = release(operators).watching(social);
        Chart second = release(operators).watching(support);
        server.install(first);

        // When
        // Then
        assertThatThrownBy(() -> server.install(second))
                .hasMessageContaining(
                        "Role \"instagram-operator-leader-election\" in namespace \"" + operators + "\" exists")
                .hasMessageContaining("current value is \"" + first.release() + "\"");
        assertThat(deploymentIn(first).getMetadata().getName()).isEqualTo(first.release());
    }

    private static Chart release(String namespace) {
        return new Chart(Chart.FOLDER, ApiServer.unique("instagram-operator"), namespace, Map.of())
                .with("image.registry", "registry.example.com")
                .with("crds.install", false);
    }

    private Deployment deploymentIn(Chart chart) {
        return server.client()
                .resources(Deployment.class)
                .inNamespace(chart.namespace())
                .list()
                .getItems()
                .getFirst();
    }
}
