package io.instagramoperator.crds.reference;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.Kind;
import io.instagramoperator.crds.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The reference page of a kind. Pure but for the committed files that it is made from. */
final class ReferencePage {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Kind kind;
    private final JsonNode definition;
    private final JsonNode version;

    private ReferencePage(Kind kind) throws IOException {
        this.kind = kind;
        this.definition = YAML.readTree(kind.manifest().toFile()).get("spec");
        this.version = definition.at("/versions/0");
    }

    static Path committed(Kind kind) {
        return Path.of("../docs/reference", kind.type().getSimpleName().toLowerCase(Locale.ROOT) + ".md");
    }

    static String of(Kind kind) throws IOException {
        ReferencePage page = new ReferencePage(kind);
        JsonNode schema = page.version.at("/schema/openAPIV3Schema");
        return page.head(schema)
                + FieldTables.of("spec", schema.at("/properties/spec"))
                + FieldTables.of("status", schema.at("/properties/status"))
                + page.conditions()
                + page.columns()
                + page.more();
    }

    private String head(JsonNode schema) {
        JsonNode names = definition.get("names");
        String name = names.get("kind").asText();
        return """
                <!-- Generated from %1$s. Not to be edited: see ReferencePageTest. -->

                # %2$s

                %3$s

                | | |
                | --- | --- |
                | `apiVersion` | `%4$s/%5$s` |
                | short name | `%6$s`, as in `kubectl get %6$s`; with everything of the operator: `kubectl get %7$s` |
                | in the terminal | `kubectl explain %6$s.spec`, and so on with every field below |

                On this page: [spec](#spec), [status](#status), [conditions](#conditions), [columns](#columns-of-kubectl-get).

                The least that is needed:

                ```yaml
                %8$s```

                [An object with every field](../../crds/samples/valid/%9$s). Unknown fields are refused, so a mistyped name is no surprise later.

                """.formatted(
                                "crds/" + kind.manifest(),
                                name,
                                schema.get("description").asText(),
                                definition.get("group").asText(),
                                version.get("name").asText(),
                                names.at("/shortNames/0").asText(),
                                names.at("/categories/0").asText(),
                                withoutComment(kind.sample("minimal")),
                                kind.sample("complete").name())
                + nameRules(schema);
    }

    private static String nameRules(JsonNode schema) {
        String rules = Rule.of("", schema).map(Rule::line).collect(joining());
        return rules.isEmpty() ? "" : "Refused of the object as a whole, with these words:\n\n" + rules + "\n";
    }

    private static String withoutComment(Sample sample) {
        return sample.last().lines().filter(line -> !line.startsWith("#")).collect(joining("\n", "", "\n"));
    }

    /** Their meaning is in the page about conditions, which has a table of them. */
    private String conditions() throws IOException {
        String table = Files.readString(Path.of("../docs", kind.conditionsPage()))
                .lines()
                .dropWhile(line -> !line.startsWith("| condition"))
                .takeWhile(line -> line.startsWith("|"))
                .collect(joining("\n"));
        return "## Conditions\n\n" + table + "\n\n[All reasons, what they mean, and what to do](../"
                + kind.conditionsPage() + ").\n\n";
    }

    private String columns() {
        String rows = version.get("additionalPrinterColumns")
                .valueStream()
                .map(column -> "| " + column.get("name").asText().toUpperCase(Locale.ROOT)
                        + (column.path("priority").asInt() > 0 ? " | with `-o wide` | `" : " | always | `")
                        + column.get("jsonPath").asText().substring(1) + "` |\n")
                .collect(joining());
        return "## Columns of kubectl get\n\n| column | shown | from |\n| --- | --- | --- |\n" + rows;
    }

    private String more() throws IOException {
        String resource = "more-of-" + kind.type().getSimpleName().toLowerCase(Locale.ROOT) + ".md";
        try (InputStream more = ReferencePage.class.getResourceAsStream(resource)) {
            return more == null ? "" : "\n" + new String(more.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
