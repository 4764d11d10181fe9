package io.instagramoperator.helm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation without Helm: the file that {@code dev/build --yaml} makes of the chart, applied with kubectl as the documentation says. */
@ApiServerTest
class PlainYamlTest {

    private static final Path PROJECT = Chart.FOLDER.resolve("..").normalize();
    private static final Path FILE = PROJECT.resolve("target/install.yaml");

    private final ApiServer server = ApiServer.connect();

    private final Path folder;

    PlainYamlTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void disconnect() {
        server.close();
    }

    @Test
    void changesNothingWhenItIsAppliedAgain() throws Exception {
        // Given
        run("dev/build", "--yaml", "registry.example.com", "1.2.3");
        // The definitions may be there already, applied by another client for another test.
        kubectl("apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", FILE.toString());
        List<String> first = versions();

        // When
        kubectl("apply", "--server-side", "-f", FILE.toString());

        // Then
        assertThat(versions()).isEqualTo(first);
        assertThat(kubectl("diff", "--server-side", "-f", FILE.toString())).isEmpty();
    }

    @Test
    void isForImagesThatAreThereAndSaysNothingOfHelm() throws Exception {
        // When
        run("dev/build", "--yaml", "registry.example.com", "1.2.3", "--set", "watchNamespaces={social}");

        // Then
        assertThat(FILE)
                .content()
                .contains("registry.example.com/instagram-operator/operator:1.2.3")
                .contains("registry.example.com/instagram-operator/receiver:1.2.3")
                .contains("registry.example.com/instagram-operator/gateway:1.2.3")
                .doesNotContain("managed-by: Helm", "helm.sh/chart", "ClusterRole");
    }

    /** Of a definition its generation: the server goes on to write its status. */
    private List<String> versions() throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        try (var yaml = Files.newInputStream(FILE)) {
            ((List<?>) new KubernetesSerialization().unmarshal(yaml))
                    .forEach(object -> objects.add((HasMetadata) object));
        }
        return server.client().resourceList(objects).get().stream()
                .map(HasMetadata::getMetadata)
                .map(found -> found.getName()
                        + (found.getGeneration() == null ? found.getResourceVersion() : found.getGeneration()))
                .toList();
    }

    private String kubectl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("kubectl", "--kubeconfig", server.kubeconfig().toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws Exception {
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectOutput(output)
                .redirectErrorStream(true)
                .start();
        // The first time, Helm is built.
        assertThat(process.waitFor(10, MINUTES)).isTrue();
        String said = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
