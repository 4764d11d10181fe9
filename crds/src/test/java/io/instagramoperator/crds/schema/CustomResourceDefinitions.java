package io.instagramoperator.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.instagramoperator.crds.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the CustomResourceDefinition of a kind from its types. Pure: same types, same YAML. */
final class CustomResourceDefinitions {

    static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private CustomResourceDefinitions() {}

    /** As committed, header included. */
    static String of(Kind kind) throws IOException {
        ObjectNode crd = generated(kind);
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        sortColumns((ArrayNode) version.get("additionalPrinterColumns"), kind);
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        for (String refinements : List.of("refinements-of-conditions.yaml", kind.refinements())) {
            YAML.readerForUpdating(schema).readValue(resource(refinements));
        }
        KubernetesFields.complete(schema, kind);
        removeDoubledRules(schema);
        appendDefaultsToDescriptions(schema);
        setStatusOfNewObjects(schema);
        return "# Made from the types of package " + kind.type().getPackageName()
                + " by CustomResourceDefinitionTest. Do not edit.\n"
                // By way of the type, for the usual order of keys.
                + YAML.writeValueAsString(YAML.treeToValue(crd, CustomResourceDefinition.class));
    }

    private static ObjectNode generated(Kind kind) throws IOException {
        try (var output = new InMemory(new ByteArrayOutputStream())) {
            new CRDGenerator()
                    .customResourceClasses(kind.type())
                    .forCRDVersions("v1")
                    .withOutput(output)
                    .generate();
            return (ObjectNode) YAML.readTree(output.yaml().toByteArray());
        }
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(CustomResourceDefinitions.class.getResourceAsStream(name));
    }

    /** The generator sorts them by JSON path; users read them in the order in which the type declares them. */
    private static void sortColumns(ArrayNode columns, Kind kind) {
        List<String> declared = Stream.of(kind.type().getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        List<JsonNode> sorted = columns.valueStream()
                .sorted((left, right) -> declared.indexOf(left.get("name").textValue())
                        - declared.indexOf(right.get("name").textValue()))
                .toList();
        columns.removeAll().addAll(sorted);
    }

    /** The generator finds a rule on a record's component twice, at the field and at the accessor; the API server refuses doubles. */
    private static void removeDoubledRules(JsonNode schema) {
        for (JsonNode node : schema.findParents("x-kubernetes-validations")) {
            ArrayNode rules = (ArrayNode) node.get("x-kubernetes-validations");
            Set<JsonNode> distinct = rules.valueStream().collect(Collectors.toCollection(LinkedHashSet::new));
            rules.removeAll().addAll(distinct);
        }
    }

    /** {@code kubectl explain} shows descriptions and no defaults. */
    private static void appendDefaultsToDescriptions(JsonNode schema) {
        for (JsonNode node : schema.findParents("default")) {
            String value = inWords(node.get("default"));
            if (node.has("description") && !value.isEmpty()) {
                ((ObjectNode) node)
                        .put("description", node.get("description").textValue() + " Default: " + value + ".");
            }
        }
    }

    /**
     * Whoever waits by kstatus, as Flux does, takes an object without a status for finished. With this one it is in progress from the moment
     * that it is created, before the operator has seen it.
     */
    private static void setStatusOfNewObjects(JsonNode schema) {
        ((ObjectNode) schema.at("/properties/status")).putObject("default").put("observedGeneration", -1);
    }

    private static String inWords(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                : value.asText();
    }

    private record InMemory(ByteArrayOutputStream yaml) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return yaml;
        }

        @Override
        public void close() {}
    }
}
