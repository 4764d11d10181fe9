package io.instagramoperator.crds.reference;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Chapters with a table of fields, one for each object of a schema, and below each table what else is refused. */
final class FieldTables {

    /** Kubernetes' own types: their fields are in its reference, and in {@code kubectl explain}. */
    private static final Map<String, String> KUBERNETES_TYPES = Map.of(
            "affinity", "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
            "topologySpreadConstraints",
                    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
            "conditions", "#conditions");

    private final StringBuilder page = new StringBuilder();
    private final Map<JsonNode, String> chapters = new HashMap<>();

    private FieldTables() {}

    /** The chapters of the object at this path, such as {@code spec}, and of all objects below it. */
    static String of(String path, JsonNode schema) {
        FieldTables tables = new FieldTables();
        tables.chapter("##", path, schema);
        return tables.page.toString();
    }

    private void chapter(String level, String path, JsonNode schema) {
        JsonNode object = elements(schema);
        List<Map.Entry<String, JsonNode>> fields = sorted(object);
        page.append(level)
                .append(' ')
                .append(path)
                .append(schema.has("items") ? "[]" : "")
                .append("\n\n");
        page.append(schema.path("description").asText()).append("\n\n");
        boolean defaults =
                fields.stream().anyMatch(field -> !defaultOf(field.getValue()).isEmpty());
        page.append("| field | what may be there | ")
                .append(defaults ? "default | " : "")
                .append("meaning |\n");
        page.append("| --- | --- | ").append(defaults ? "--- | " : "").append("--- |\n");
        fields.stream()
                .filter(FieldTables::hasChapter)
                .forEach(field -> chapters.putIfAbsent(properties(field), path + "." + field.getKey()));
        fields.forEach(field -> page.append(row(field, isRequired(object, field.getKey()), defaults)));
        page.append('\n').append(refusals(object, fields));
        fields.stream()
                .filter(FieldTables::hasChapter)
                .filter(field -> chapterOf(field).equals(path + "." + field.getKey()))
                .forEach(field -> chapter("###", path + "." + field.getKey(), field.getValue()));
    }

    /** What is required first: whoever begins needs these. */
    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
        return object.get("properties")
                .propertyStream()
                .sorted(comparing((Map.Entry<String, JsonNode> field) -> !isRequired(object, field.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static boolean isRequired(JsonNode object, String field) {
        return object.path("required").valueStream().anyMatch(name -> name.asText()
                .equals(field));
    }

    private String row(Map.Entry<String, JsonNode> field, boolean required, boolean defaults) {
        JsonNode schema = field.getValue();
        return "| `" + field.getKey() + "`" + (required ? " (required)" : "")
                + " | " + type(field)
                + (defaults ? " | " + defaultOf(schema) : "")
                + " | " + escaped(withoutDefault(schema.path("description").asText())) + " |\n";
    }

    private String type(Map.Entry<String, JsonNode> field) {
        String type = FieldType.of(field.getValue());
        if (KUBERNETES_TYPES.containsKey(field.getKey())) {
            return "[" + type + "](" + KUBERNETES_TYPES.get(field.getKey()) + ")";
        }
        if (!hasChapter(field)) {
            return type;
        }
        return type.replaceFirst("object", "[object](#" + anchor(chapterOf(field)) + ")");
    }

    /** Of fields with the same fields below them, the first one's. */
    private String chapterOf(Map.Entry<String, JsonNode> field) {
        return Objects.requireNonNull(chapters.get(properties(field)));
    }

    private static boolean hasChapter(Map.Entry<String, JsonNode> field) {
        return !KUBERNETES_TYPES.containsKey(field.getKey())
                && elements(field.getValue()).has("properties");
    }

    private static JsonNode properties(Map.Entry<String, JsonNode> field) {
        return elements(field.getValue()).get("properties");
    }

    private static JsonNode elements(JsonNode schema) {
        return schema.has("items") ? schema.get("items") : schema;
    }

    /** Rules beside the types: those of each field and those between fields. */
    private static String refusals(JsonNode object, List<Map.Entry<String, JsonNode>> fields) {
        String rules = Stream.concat(
                        fields.stream()
                                // The rules of an object stand in its own chapter.
                                .filter(field -> field.getValue().has("items") || !hasChapter(field))
                                .flatMap(field -> Rule.of("." + field.getKey(), field.getValue())),
                        Rule.of("", object))
                .map(Rule::line)
                .collect(joining());
        return rules.isEmpty() ? "" : "Refused, with these words:\n\n" + rules + "\n";
    }

    private static String defaultOf(JsonNode schema) {
        JsonNode value = schema.path("default");
        if (value.isArray()) {
            return value.valueStream()
                    .map(element -> "`" + element.asText() + "`")
                    .collect(joining(", "));
        }
        return value.asText().isEmpty() ? "" : "`" + value.asText() + "`";
    }

    /** The definition repeats the default for kubectl; the table has a column. */
    private static String withoutDefault(String description) {
        return description.replaceFirst(" Default: [^.]*(\\.[^ .][^.]*)*\\.$", "");
    }

    /** As GitHub makes anchors of titles. */
    private static String anchor(String path) {
        return path.replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }
}
