package io.instagramoperator.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every field of the schema, whoever adds it. */
class SchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final JsonNode schema = YAML.readTree(CustomResourceDefinitionTest.COMMITTED.toFile())
            .at("/spec/versions/0/schema/openAPIV3Schema");

    SchemaTest() throws IOException {}

    @Test
    void everyFieldHasADescription() {
        assertThat(fields("", schema))
                .isNotEmpty()
                // The API server describes metadata.
                .filteredOn(field -> !field.getKey().startsWith(".metadata"))
                .allSatisfy(
                        field -> assertThat(field.getValue().path("description").asText())
                                .as(field.getKey())
                                .isNotBlank());
    }

    @Test
    void everyRuleHasASampleThatBreaksIt() {
        List<String> comments = Sample.invalid().stream().map(Sample::comment).toList();

        assertThat(schema.findValues("x-kubernetes-validations").stream()
                        .flatMap(JsonNode::valueStream)
                        .map(rule -> rule.get("message").textValue())
                        .distinct())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(comments)
                        .anySatisfy(comment -> assertThat(comment).contains(message)));
    }

    @Test
    void completeSampleHasEveryFieldOfSpec() throws IOException {
        JsonNode complete = YAML.readTree(Sample.valid("complete").last());

        assertThat(fields(".spec", schema.at("/properties/spec")).map(Map.Entry::getKey))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(values(complete, path)).as(path).isNotEmpty());
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
