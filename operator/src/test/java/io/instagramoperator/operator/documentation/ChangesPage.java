package io.instagramoperator.operator.documentation;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page that says for each field of a spec what its change does.
 *
 * @param page       with a table whose rows start with the field
 * @param definition of the kind
 */
public record ChangesPage(Path page, Path definition) {

    /** What the page says, by field. */
    public Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Pattern.compile("^\\| `(spec[^`]*)` \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(page))
                .results()
                .forEach((MatchResult row) -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    /** The fields that there are. Lists, maps and references are one field each. */
    public Stream<String> fields() throws IOException {
        JSONSchemaProps spec = Serialization.unmarshal(Files.readString(definition), CustomResourceDefinition.class)
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("spec");
        return leaves("spec", requireNonNull(spec));
    }

    private static Stream<String> leaves(String path, JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> properties = schema.getProperties();
        return properties == null || properties.isEmpty() || path.endsWith("Ref") || path.endsWith(".affinity")
                ? Stream.of(path)
                : properties.entrySet().stream()
                        .flatMap(property -> leaves(path + "." + property.getKey(), property.getValue()));
    }
}
