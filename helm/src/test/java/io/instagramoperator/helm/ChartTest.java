package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, and what it refuses to. */
class ChartTest {

    private static final Path EXPECTED = Chart.FOLDER.resolve("src/test/resources/io/instagramoperator/helm");

    @Test
    void isFreeOfLint() {
        // When
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        // Then
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    static Stream<Arguments> renderings() {
        Chart chart = Chart.withRegistry().with("crds.install", false);
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        return Stream.of(
                Arguments.of("all-namespaces", chart),
                Arguments.of("named-namespaces", chart.watching("social", "support")),
                Arguments.of(
                        "every-value",
                        new Chart(Chart.FOLDER, "blue", "operators", chart.values())
                                .with("image.tag", "1.2.3")
                                .with("image.pullPolicy", "Always")
                                .with("image.pullSecrets[0].name", "registry")
                                .with("receiver.image.repository", "receivers/instagram")
                                .with("receiver.image.digest", digest)
                                .with("receiver.allowPrivateSinks[0]", "10.0.0.0/8")
                                .with("receiver.allowPrivateSinks[1]", "fd00::/8")
                                .with("logLevel", "DEBUG")
                                .with("resources.limits.memory", "1Gi")
                                .with("nodeSelector.disk", "ssd")
                                .with("tolerations[0].key", "dedicated")
                                .with("tolerations[0].operator", "Exists")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("renderings")
    void rendersWhatIsExpected(String name, Chart chart) throws IOException {
        // Given
        Path expected = EXPECTED.resolve(name + ".yaml");

        // When
        String rendered = chart.render();

        // Then
        if (Boolean.getBoolean(Chart.REGENERATE)) {
            Files.writeString(expected, rendered);
        }
        assertThat(rendered)
                .as("to make %s anew, and then review it: mvn test -pl helm -D%s=true", expected, Chart.REGENERATE)
                .isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replicaCount              | 2         | at '': additional properties 'replicaCount' not allowed
                    image.name                | x         | at '/image': additional properties 'name' not allowed
                    receiver.image.pullPolicy | Always    | at '/receiver/image': additional properties 'pullPolicy' not allowed
                    image.pullPolicy          | Sometimes | at '/image/pullPolicy': value must be one of
                    image.registry            | https://r | at '/image/registry': 'https://r' does not match
                    image.tag                 | a b       | at '/image/tag': 'a b' does not match
                    image.digest              | sha256:1  | at '/image/digest': 'sha256:1' does not match
                    receiver.allowPrivateSinks[0] | 10.0.0.0   | at '/receiver/allowPrivateSinks/0': '10.0.0.0' does not match
                    receiver.allowPrivateSinks[0] | 10.0.0.0/33 | at '/receiver/allowPrivateSinks/0': '10.0.0.0/33' does not match
                    receiver.allowPrivateSinks[0] | crm.local/8 | at '/receiver/allowPrivateSinks/0': 'crm.local/8' does not match
                    watchNamespaces[0]        | Social    | at '/watchNamespaces/0': 'Social' does not match
                    logLevel                  | LOUD      | at '/logLevel': value must be one of
                    """)
    void refusesValuesThatItDoesNotKnow(String key, String value, String complaint) {
        // Given
        Chart chart = Chart.withRegistry().with(key, value);

        // When
        // Then
        assertThatThrownBy(chart::render)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(complaint);
    }

    @Test
    void asksForTheRegistry() {
        // Given
        Chart chart = new Chart(Chart.FOLDER, "instagram-operator", "operators", Map.of());

        // When
        // Then
        assertThatThrownBy(chart::render)
                .hasMessageContaining("image.registry is empty")
                .hasMessageContaining("--set image.registry=REGISTRY");
    }
}
