package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values: each is described, each has a schema, and what is none of them is refused by name. */
class ValuesTest {

    private static final Path PAGE = Chart.FOLDER.resolveSibling("docs").resolve("helm-values.md");

    /** Given by Helm to a chart that is a dependency; no value of this one. */
    private static final String GLOBAL = "global";

    private final ValuesPage page = ValuesPage.of(Chart.FOLDER.resolve("values.yaml"));

    @Test
    void haveAPageMadeFromThem() throws IOException {
        // When
        String made = page.markdown();

        // Then
        if (Boolean.getBoolean(Chart.REGENERATE)) {
            Files.writeString(PAGE, made);
        }
        assertThat(made)
                .as("to make %s anew: mvn test -pl helm -D%s=true", PAGE, Chart.REGENERATE)
                .isEqualTo(Files.readString(PAGE));
    }

    @Test
    void areAllDescribed() {
        assertThat(page.values()).isNotEmpty().allSatisfy(value -> assertThat(value.description())
                .as(value.path())
                .isNotBlank());
    }

    @Test
    void areThoseOfTheSchema() throws IOException {
        // When
        List<String> known = page.values().stream()
                .map(ValuesPage.Value::path)
                .filter(path -> schemaOf(path).isMissingNode())
                .toList();

        // Then
        assertThat(known).isEmpty();
        assertThat(schema().get("properties").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(GLOBAL), page.topLevel().stream())
                        .toList());
    }

    @Test
    void ofEveryLevelAreClosed() throws IOException {
        // When
        List<JsonNode> open = schema().findParents("type").stream()
                .filter(node -> node.get("type").asText().equals("object"))
                .filter(node -> node.path("additionalProperties").isMissingNode())
                .toList();

        // Then
        assertThat(open).singleElement().isEqualTo(schema().at("/properties/" + GLOBAL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            replicaCount                                  | 2           | at '': additional properties 'replicaCount' not allowed
            image.name                                    | x           | at '/image': additional properties 'name' not allowed
            image.pullSecrets[0].secret                   | x           | at '/image/pullSecrets/0': missing property 'name'
            receiver.image.pullPolicy                     | Always      | at '/receiver/image': additional properties 'pullPolicy' not allowed
            crds.keep                                     | true        | at '/crds': additional properties 'keep' not allowed
            serviceAccount.automount                      | true        | at '/serviceAccount': additional properties 'automount' not allowed
            strategy.rollingUpdate.surge                  | 1           | at '/strategy/rollingUpdate': additional properties 'surge' not allowed
            resources.claims                              | x           | at '/resources': additional properties 'claims' not allowed
            tolerations[0].taint                          | x           | at '/tolerations/0': additional properties 'taint' not allowed
            affinity.podAffinity.required                 | x           | at '/affinity/podAffinity': additional properties 'required' not allowed
            topologySpreadConstraints[0].key              | x           | at '/topologySpreadConstraints/0': missing properties 'maxSkew', 'topologyKey', 'whenUnsatisfiable'
            networkPolicy.from[0].selector                | x           | at '/networkPolicy/from/0': additional properties 'selector' not allowed
            userRoles.create                              | true        | at '/userRoles': additional properties 'create' not allowed
            image.pullPolicy                              | Sometimes   | at '/image/pullPolicy': value must be one of
            image.registry                                | https://r   | at '/image/registry': 'https://r' does not match
            image.tag                                     | a b         | at '/image/tag': 'a b' does not match
            image.digest                                  | sha256:1    | at '/image/digest': 'sha256:1' does not match
            receiver.allowPrivateSinks[0]                 | 10.0.0.0    | at '/receiver/allowPrivateSinks/0': '10.0.0.0' does not match
            receiver.allowPrivateSinks[0]                 | 10.0.0.0/33 | at '/receiver/allowPrivateSinks/0': '10.0.0.0/33' does not match
            receiver.allowPrivateSinks[0]                 | crm.local/8 | at '/receiver/allowPrivateSinks/0': 'crm.local/8' does not match
            watchNamespaces[0]                            | Social      | at '/watchNamespaces/0': 'Social' does not match
            watchNamespaces                               | social      | at '/watchNamespaces': got string, want array
            logLevel                                      | LOUD        | at '/logLevel': value must be one of
            replicas                                      | 0           | at '/replicas': minimum: got 0, want 1
            replicas                                      | two         | at '/replicas': got string, want integer
            strategy.type                                 | OnDelete    | at '/strategy/type': value must be one of
            strategy.rollingUpdate.maxSurge               | half        | at '/strategy/rollingUpdate/maxSurge': 'half' does not match
            revisionHistoryLimit                          | -1          | at '/revisionHistoryLimit': minimum: got -1, want 0
            resources.limits.memory                       | 1GB         | at '/resources/limits/memory': '1GB' does not match
            podLabels.team                                | a b         | at '/podLabels/team': 'a b' does not match
            fullnameOverride                              | Operator    | at '/fullnameOverride': 'Operator' does not match
            networkPolicy.apiServerPorts[0]               | 70000       | at '/networkPolicy/apiServerPorts/0': maximum: got 70,000, want 65,535
            """)
    void areRefusedByNameWhenTheyAreNoneOrOutOfBounds(String key, String value, String complaint) {
        // Given
        Chart chart = Chart.withRegistry().with(key, value);

        // When
        // Then
        assertThatThrownBy(chart::render)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            image.registry                             | ""    | --set image.registry=REGISTRY
            serviceAccount.create                      | false | name the ServiceAccount that the operator is to use
            podLabels.app\\.kubernetes\\.io/instance   | other | podLabels has "app.kubernetes.io/instance", which the chart sets itself: leave it out
            commonLabels.app\\.kubernetes\\.io/version | 1.x   | commonLabels has "app.kubernetes.io/version", which the chart sets itself: leave it out
            """)
    void areRefusedWithARemedyWhereTheyDoNotFit(String key, String value, String remedy) {
        // Given
        Chart chart = Chart.withRegistry().with(key, value);

        // When
        // Then
        assertThatThrownBy(chart::render).hasMessageContaining(remedy);
    }

    @Test
    void ofARecreatedDeploymentHaveNoRollingUpdate() {
        // Given
        Chart chart = Chart.withRegistry().with("strategy.type", "Recreate").with("strategy.rollingUpdate.maxSurge", 1);

        // When
        // Then
        assertThatThrownBy(chart::render)
                .hasMessageContaining("strategy.rollingUpdate is for strategy.type RollingUpdate only: leave it out");
    }

    private static JsonNode schemaOf(String path) {
        try {
            return schema().at("/properties/" + path.replace(".", "/properties/"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    }
}
