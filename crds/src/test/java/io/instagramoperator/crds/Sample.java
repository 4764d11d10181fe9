package io.instagramoperator.crds;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code crds/samples}: one object, or several states of one in the order in which they are applied. In an invalid one the
 * last state is refused, and the comment at the top is what kubectl then prints.
 */
public record Sample(String name, String comment, List<String> states) {

    public static List<Sample> valid() {
        return in("valid");
    }

    public static List<Sample> invalid() {
        return in("invalid");
    }

    public static Sample valid(String name) {
        return read(Path.of("samples", "valid", name + ".yaml"));
    }

    private static List<Sample> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of("samples", folder))) {
            return files.sorted().map(Sample::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            String text = Files.readString(file);
            String comment = text.lines()
                    .takeWhile(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .collect(joining("\n"));
            return new Sample(file.getFileName().toString(), comment, List.of(text.split("(?m)^---\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All states but the last. */
    public List<String> before() {
        return states.subList(0, states.size() - 1);
    }

    public String last() {
        return states.getLast();
    }

    /** All states, as a stream of YAML documents. */
    public String text() {
        return String.join("---\n", states);
    }

    @Override
    public String toString() {
        return name;
    }
}
