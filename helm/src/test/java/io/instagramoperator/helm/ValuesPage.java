package io.instagramoperator.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The reference page of a chart's values, made from the comments of values.yaml that begin with {@code -- }, as for helm-docs. */
record ValuesPage(List<Value> values) {

    private static final String MARK = " -- ";

    /** A value: where it is, what it is by default, as YAML on one line, and what it does. */
    record Value(String path, String byDefault, String description) {}

    static ValuesPage of(Path valuesYaml) {
        String yaml;
        try {
            yaml = Files.readString(valuesYaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Node root = new Compose(LoadSettings.builder().setParseComments(true).build())
                .composeString(yaml)
                .orElseThrow();
        List<Value> values = new ArrayList<>();
        collect("", (MappingNode) root, yaml, values);
        return new ValuesPage(List.copyOf(values));
    }

    List<String> topLevel() {
        return values.stream()
                .map(value -> value.path().split("\\.", 2)[0])
                .distinct()
                .toList();
    }

    String markdown() {
        StringBuilder page = new StringBuilder("""
                # The values of the Helm chart

                Made from [`helm/values.yaml`](../helm/values.yaml). A value that is not in this table, or out of its bounds, is refused with its name;
                the bounds are in [`helm/values.schema.json`](../helm/values.schema.json). [How to install](install.md).

                | value | default | what it does |
                | --- | --- | --- |
                """);
        for (Value value : values) {
            page.append("| `%s` | `%s` | %s |\n"
                    .formatted(
                            value.path(), value.byDefault(), value.description().replace("|", "\\|")));
        }
        return page.toString();
    }

    /** A mapping that has a comment of its own is one value; otherwise each of its members is. */
    private static void collect(String prefix, MappingNode mapping, String yaml, List<Value> values) {
        for (NodeTuple member : mapping.getValue()) {
            String path = prefix + ((ScalarNode) member.getKeyNode()).getValue();
            Optional<String> description = description(member.getKeyNode());
            if (description.isEmpty()
                    && member.getValueNode() instanceof MappingNode inner
                    && !inner.getValue().isEmpty()) {
                collect(path + ".", inner, yaml, values);
            } else {
                values.add(new Value(path, source(member.getValueNode(), yaml), description.orElse("")));
            }
        }
    }

    private static Optional<String> description(Node key) {
        List<String> lines = key.getBlockComments() == null
                ? List.of()
                : key.getBlockComments().stream().map(CommentLine::getValue).toList();
        int first = lines.stream().map(line -> line.startsWith(MARK)).toList().lastIndexOf(true);
        return first < 0
                ? Optional.empty()
                : Optional.of(String.join("", lines.subList(first, lines.size()))
                        .substring(MARK.length())
                        .strip());
    }

    private static String source(Node node, String yaml) {
        int start = node.getStartMark().orElseThrow().getIndex();
        int end = node.getEndMark().orElseThrow().getIndex();
        String source = yaml.substring(start, end).strip();
        return source.contains("\n") ? oneLine((MappingNode) node, yaml) : source;
    }

    private static String oneLine(MappingNode mapping, String yaml) {
        return mapping.getValue().stream()
                .map(member ->
                        ((ScalarNode) member.getKeyNode()).getValue() + ": " + source(member.getValueNode(), yaml))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
