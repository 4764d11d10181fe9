package io.instagramoperator.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that docs/metrics.md lists; tests of the running processes compare it with what they serve. */
final class KnownMetrics {

    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern IN_QUERY = Pattern.compile(
            "\\b((?:instagram|reconciliations|custom_resources|events_received)_[a-z_]+)\\b(?=[{\\[) ]|$)");

    private KnownMetrics() {}

    static Set<String> documented() {
        try {
            return names(IN_TABLE, Files.readString(Chart.FOLDER.resolveSibling(Path.of("docs", "metrics.md"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that a query uses, without what a summary or a histogram adds to its name. */
    static Stream<String> usedBy(String query) {
        return names(IN_QUERY, query).stream().map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }
}
