package io.instagramoperator.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.crds.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Completes the fields of Kubernetes' own types, such as those of an affinity: their Java types know names and types only. The file beside
 * this class has by name what else there is to say: the same name means the same wherever it is, but for nodes and for pods.
 */
final class KubernetesFields {

    private static final String NODES = "nodeAffinity";
    private static final String REQUIRED = "required";

    private final JsonNode known;

    private KubernetesFields(JsonNode known) {
        this.known = known;
    }

    /** Completes every field that has no description and that the file knows. */
    static void complete(JsonNode schema, Kind kind) throws IOException {
        String file = new String(
                CustomResourceDefinitions.resource("fields-of-kubernetes.yaml").readAllBytes(), StandardCharsets.UTF_8);
        JsonNode known = CustomResourceDefinitions.YAML.readTree(file.replace("{process}", kind.process()));
        new KubernetesFields(known).completeBelow(schema, "pods");
    }

    private void completeBelow(JsonNode schema, String about) {
        JsonNode object = schema.has("items") ? schema.get("items") : schema;
        object.path("properties").properties().forEach(field -> {
            String name = field.getKey();
            complete((ObjectNode) object, name, known.at("/" + about + "/" + name));
            complete((ObjectNode) object, name, known.at("/everywhere/" + name));
            completeBelow(field.getValue(), name.equals(NODES) ? "nodes" : about);
        });
    }

    private static void complete(ObjectNode object, String name, JsonNode more) {
        ObjectNode field = (ObjectNode) object.get("properties").get(name);
        if (field.has("description") || more.isMissingNode()) {
            return;
        }
        ObjectNode rest = more.deepCopy();
        if (rest.remove(REQUIRED) != null) {
            object.withArray(REQUIRED).add(name);
        }
        field.setAll(rest);
    }
}
