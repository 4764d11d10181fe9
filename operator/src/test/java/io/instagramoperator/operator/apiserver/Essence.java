package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What comes of a spec, to be compared with what came of another. */
final class Essence {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Essence() {}

    /** A spec after a patch (RFC 7386). */
    static ObjectNode merged(ObjectNode spec, JsonNode patch) {
        ObjectNode result = spec.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode before = result.get(field.getKey());
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else if (field.getValue().isObject()) {
                result.set(
                        field.getKey(),
                        merged(
                                before instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                                field.getValue()));
            } else {
                result.set(field.getKey(), field.getValue());
            }
        });
        return result;
    }

    /** A line for each value of the object that does not differ from namespace to namespace. */
    static Stream<String> lines(HasMetadata object, UnaryOperator<String> impersonal) {
        try {
            ObjectNode content = (ObjectNode) YAML.readTree(impersonal.apply(Serialization.asJson(object)));
            content.remove("status");
            ObjectNode metadata = (ObjectNode) content.get("metadata");
            metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"));
            metadata.get("ownerReferences").forEach(owner -> ((ObjectNode) owner).remove("uid"));
            dropAddresses(content);
            return lines(object.getKind(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says only what differs. */
    static void assertSame(Set<String> actual, Set<String> expected) {
        assertThat(actual)
                .filteredOn(line -> !expected.contains(line))
                .as("too much")
                .isEmpty();
        assertThat(expected)
                .filteredOn(line -> !actual.contains(line))
                .as("missing")
                .isEmpty();
    }

    /** Those that the API server gives to each Service. */
    private static void dropAddresses(ObjectNode object) {
        if (object.get("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("clusterIP", "clusterIPs"));
        }
    }

    private static Stream<String> lines(String path, JsonNode value) {
        if (value.isObject()) {
            return value.propertyStream().flatMap(field -> lines(path + "/" + field.getKey(), field.getValue()));
        }
        return value.isArray()
                ? IntStream.range(0, value.size()).boxed().flatMap(i -> lines(path + "/" + i, value.get(i)))
                : value.asText().lines().map(line -> path + ": " + line);
    }
}
