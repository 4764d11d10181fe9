package io.instagramoperator.operator.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The schema of a spec, as the API server is given it: its leaves, and changes that follow from it. */
record Schema(JsonNode spec) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A field that has none below it, as a path such as {@code app.secretRefs[].name} or {@code receiver.nodeSelector.*}. */
    record Leaf(String path, JsonNode schema) {}

    static Schema ofInstagramAccount() throws IOException {
        return of("instagramaccounts");
    }

    static Schema ofMetaApp() throws IOException {
        return of("metaapps");
    }

    private static Schema of(String plural) throws IOException {
        Path manifest = Path.of("../crds/manifests/" + plural + ".instagram-operator.io.yaml");
        return new Schema(
                YAML.readTree(manifest.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
    }

    Stream<Leaf> leaves() {
        return leaves("", spec);
    }

    /** The leaves that a merge patch of the spec sets. */
    Stream<String> setBy(JsonNode patch) {
        return setBy("", spec, patch);
    }

    /** A merge patch for each other value of each enum and switch, and for the ends of the range of each number that has one; lists left out. */
    Stream<ObjectNode> changes() {
        return leaves().filter(leaf -> !leaf.path().contains("[]"))
                .flatMap(leaf -> values(leaf.schema()).map(value -> patch(leaf.path(), value)));
    }

    private static Stream<JsonNode> values(JsonNode schema) {
        JsonNode standard = schema.path("default");
        Stream<JsonNode> all = schema.has("enum")
                ? schema.get("enum").valueStream()
                : switch (schema.path("type").asText()) {
                    case "boolean" -> Stream.of(JSON.booleanNode(true), JSON.booleanNode(false));
                    case "integer", "number" ->
                        !schema.has("maximum")
                                ? Stream.of()
                                : LongStream.of(
                                                schema.path("minimum").asLong(),
                                                schema.path("maximum").asLong())
                                        .distinct()
                                        .mapToObj(JSON::numberNode);
                    default -> Stream.of();
                };
        return all.filter(value -> !value.equals(standard));
    }

    private static ObjectNode patch(String path, JsonNode value) {
        String[] names = path.split("\\.", -1);
        JsonNode patch = value;
        for (int i = names.length - 1; i >= 0; i--) {
            patch = JSON.objectNode().set(names[i], patch);
        }
        return (ObjectNode) patch;
    }

    private static Stream<Leaf> leaves(String path, JsonNode schema) {
        if (schema.has("properties")) {
            return schema.get("properties")
                    .propertyStream()
                    .flatMap(field -> leaves(below(path, field.getKey()), field.getValue()));
        }
        if (schema.has("items")) {
            return leaves(path + "[]", schema.get("items"));
        }
        return schema.has("additionalProperties")
                ? leaves(below(path, "*"), schema.get("additionalProperties"))
                : Stream.of(new Leaf(path, schema));
    }

    private static Stream<String> setBy(String path, JsonNode schema, JsonNode value) {
        if (schema.has("properties")) {
            return value.propertyStream()
                    .flatMap(field -> setBy(
                            below(path, field.getKey()), schema.at("/properties/" + field.getKey()), field.getValue()));
        }
        if (schema.has("items")) {
            return value.valueStream().flatMap(element -> setBy(path + "[]", schema.get("items"), element));
        }
        return schema.has("additionalProperties")
                ? value.valueStream()
                        .flatMap(entry -> setBy(below(path, "*"), schema.get("additionalProperties"), entry))
                : Stream.of(path);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
