package io.instagramoperator.helm;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A verb on a resource, as {@code kubectl auth can-i} has them: {@code patch}, {@code instagramaccounts.instagram-operator.io/status}. */
record Right(String verb, String resource) {

    private static final Path PAGE = Chart.FOLDER.resolveSibling("docs").resolve("security.md");
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+) \\| (`[^|]+) \\| [^|]+ \\|");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");

    /** Every right that the operator has in a namespace that it watches: those that the documentation tells, each with its use. */
    static List<Right> told() {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .filter(row -> !row.group(1).startsWith("`leases`"))
                    .flatMap(row -> words(row.group(1))
                            .flatMap(resource -> words(row.group(2)).map(verb -> new Right(verb, resource))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> words(String cell) {
        return WORD.matcher(cell).results().map(word -> word.group(1));
    }

    /** Those that a rule gives. */
    static Stream<Right> of(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(inGroup(group)))
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Right(verb, resource)));
    }

    /** Of a plural, which may have a subresource, with its API group in between. */
    static Function<String, String> inGroup(String group) {
        return plural -> {
            List<String> parts = List.of(plural.split("/", 2));
            String named = group.isEmpty() ? parts.getFirst() : parts.getFirst() + "." + group;
            return parts.size() == 1 ? named : named + "/" + parts.getLast();
        };
    }

    String plural() {
        return resource.split("[./]", 2)[0];
    }

    String group() {
        String named = resource.split("/", 2)[0];
        return named.contains(".") ? named.substring(named.indexOf('.') + 1) : "";
    }

    String subresource() {
        return resource.contains("/") ? resource.substring(resource.indexOf('/') + 1) : "";
    }

    @Override
    public String toString() {
        return verb + " " + resource;
    }
}
