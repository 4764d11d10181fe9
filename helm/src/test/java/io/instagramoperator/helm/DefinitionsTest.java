package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chart's CustomResourceDefinitions are those of the module crds. */
class DefinitionsTest {

    private static final Path MANIFESTS = Chart.FOLDER.resolveSibling("crds").resolve("manifests");
    private static final Path COPIES = Chart.FOLDER.resolve("generated");

    @Test
    void areCopiesOfThoseMadeFromTheTypes() throws IOException {
        // Given
        Map<String, String> manifests = contents(MANIFESTS);

        // When
        if (Boolean.getBoolean(Chart.REGENERATE)) {
            for (var manifest : manifests.entrySet()) {
                Files.writeString(COPIES.resolve(manifest.getKey()), manifest.getValue());
            }
        }
        Map<String, String> copies = contents(COPIES);

        // Then
        assertThat(copies)
                .as("to copy them: mvn test -pl helm -D%s=true", Chart.REGENERATE)
                .isNotEmpty()
                .isEqualTo(manifests);
    }

    @Test
    void areRenderedWithAnOrderToKeepThem() throws IOException {
        // Given
        List<CustomResourceDefinition> expected = contents(COPIES).values().stream()
                .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
                .toList();
        expected.forEach(
                definition -> definition.getMetadata().getAnnotations().put("helm.sh/resource-policy", "keep"));

        // When
        List<CustomResourceDefinition> rendered = Chart.withRegistry().rendered(CustomResourceDefinition.class);

        // Then
        assertThat(rendered).isEqualTo(expected);
    }

    @Test
    void areLeftOutOnDemand() {
        // Given
        Chart chart = Chart.withRegistry().with("crds.install", false);

        // When
        List<CustomResourceDefinition> rendered = chart.rendered(CustomResourceDefinition.class);

        // Then
        assertThat(rendered).isEmpty();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            Map<String, String> contents = new TreeMap<>();
            files.forEach(file -> contents.put(file.getFileName().toString(), read(file)));
            return contents;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
