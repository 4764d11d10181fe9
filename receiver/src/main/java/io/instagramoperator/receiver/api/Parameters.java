package io.instagramoperator.receiver.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a query, of which each may come once and none may be unknown: a misspelt filter must not let everything through. */
final class Parameters {

    private static final Pattern TIME = Pattern.compile("(0|[1-9][0-9]{0,3})([sm])");

    private final Map<String, List<String>> query;

    /**
     * Those of one request.
     *
     * @throws ProblemDocument.ProblemException if there is one that is not known, or one that comes twice
     */
    Parameters(Map<String, List<String>> query, Set<String> known) {
        this.query = query;
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                String names =
                        known.isEmpty() ? "no parameters" : "the parameters " + String.join(", ", new TreeSet<>(known));
                throw ProblemDocument.badParameter(name, values.getFirst(), names)
                        .exception();
            }
            if (values.size() > 1) {
                throw ProblemDocument.badParameter(name, String.join("' and '", values), "one value")
                        .exception();
            }
        });
    }

    /** A value; a parameter that is empty is the same as none. */
    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getFirst).filter(value -> !value.isEmpty());
    }

    /**
     * A value, read.
     *
     * @param read gives empty for a value that is not allowed
     * @param allowed for people
     */
    <T> Optional<T> value(String name, Function<String, Optional<T>> read, String allowed) {
        return text(name)
                .map(value -> read.apply(value).orElseThrow(() -> ProblemDocument.badParameter(name, value, allowed)
                        .exception()));
    }

    int integer(String name, int byDefault, int least, int most) {
        return value(
                        name,
                        text -> Optional.of(text)
                                .filter(t -> t.matches("[1-9][0-9]{0,8}"))
                                .map(Integer::valueOf)
                                .filter(n -> n >= least && n <= most),
                        "a whole number from " + least + " to " + most)
                .orElse(byDefault);
    }

    /** A time in seconds or minutes, such as {@code 30s} or {@code 1m}; none is zero. */
    Duration time(String name, Duration most) {
        return value(
                        name,
                        text -> time(text).filter(wait -> wait.compareTo(most) <= 0),
                        "0s to " + most.toSeconds() + "s, in seconds or minutes")
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit = matcher.group(2).equals("m") ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit));
    }
}
