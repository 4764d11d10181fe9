package io.instagramoperator.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.Kind;
import io.instagramoperator.crds.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every field of the schema, whoever adds it. */
class SchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldHasADescription(Kind kind) throws IOException {
        assertThat(fields("", schema(kind)))
                .isNotEmpty()
                // The API server describes metadata.
                .filteredOn(field -> !field.getKey().startsWith(".metadata"))
                .allSatisfy(
                        field -> assertThat(field.getValue().path("description").asText())
                                .as(field.getKey())
                                .isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRuleHasASampleThatBreaksIt(Kind kind) throws IOException {
        List<String> comments = Sample.invalid().stream().map(Sample::comment).toList();

        assertThat(schema(kind).findValues("x-kubernetes-validations").stream()
                        .flatMap(JsonNode::valueStream)
                        .map(rule -> rule.get("message").textValue())
                        .distinct())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(comments)
                        .anySatisfy(comment -> assertThat(comment).contains(message)));
    }

    /** A field that excludes another one is in a sample of its own. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void completeSamplesHaveEveryFieldOfSpec(Kind kind) throws IOException {
        JsonNode complete = YAML.valueToTree(YAML.readerFor(JsonNode.class)
                .readValues(kind.sample("complete").text())
                .readAll());

        assertThat(fields(".spec", schema(kind).at("/properties/spec")).map(Map.Entry::getKey))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(values(complete, path)).as(path).isNotEmpty());
    }

    /** Whoever knows an account knows an app, too. How many pods there may be, and whose they are near, differs. */
    @ParameterizedTest
    @CsvSource({"webhook, webhook", "graph, graph", "receiver, gateway", "verifyTokenRef, verifyTokenRef"})
    void whatAnAppHasInCommonWithAnAccountFollowsTheSameRules(String ofAccount, String ofApp) throws IOException {
        // When
        List<JsonNode> accountRules = rules(Kind.INSTAGRAM_ACCOUNT, ofAccount);
        List<JsonNode> appRules = rules(Kind.META_APP, ofApp);

        // Then
        assertThat(appRules).isNotEmpty().isEqualTo(accountRules);
    }

    private static List<JsonNode> rules(Kind kind, String field) throws IOException {
        JsonNode part = schema(kind).at("/properties/spec/properties/" + field);
        if (part.at("/properties/replicas").isObject()) {
            ((ObjectNode) part.get("properties")).remove("replicas");
        }
        return part.findValues("x-kubernetes-validations");
    }

    private static JsonNode schema(Kind kind) throws IOException {
        return YAML.readTree(kind.manifest().toFile()).at("/spec/versions/0/schema/openAPIV3Schema");
    }

    /** Every property below a schema, by its path; the elements of a list are at the list's own path. */
    private static Stream<Map.Entry<String, JsonNode>> fields(String path, JsonNode schema) {
        JsonNode object = schema.has("items") ? schema.get("items") : schema;
        return object.path("properties").propertyStream().flatMap(property -> {
            String field = path + "." + property.getKey();
            return Stream.concat(Stream.of(Map.entry(field, property.getValue())), fields(field, property.getValue()));
        });
    }

    private static List<JsonNode> values(JsonNode root, String path) {
        List<JsonNode> found = List.of(root);
        for (String name : path.substring(1).split("\\.", -1)) {
            found = found.stream()
                    .flatMap(node -> node.isArray() ? node.valueStream() : Stream.of(node))
                    .map(node -> node.path(name))
                    .filter(node -> !node.isMissingNode())
                    .collect(Collectors.toList());
        }
        return found;
    }
}
