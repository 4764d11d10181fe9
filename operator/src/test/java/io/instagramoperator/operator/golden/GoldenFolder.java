package io.instagramoperator.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A folder with what something is made from, {@code in-….yaml}, and every object that comes of it, {@code out-<Kind>-<name>.yaml}. After an intended
 * change run with {@code -Dgolden.update} and read the difference.
 */
public record GoldenFolder(Path path) {

    private static final ObjectWriter YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build()
            .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    /** The folders in this one. */
    public static Stream<GoldenFolder> in(Path parent) {
        return list(parent).map(GoldenFolder::new);
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** The text of a file. */
    public String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    /** One test of each object, and one that there are no files of others. */
    public Stream<DynamicTest> tests(List<HasMetadata> objects) {
        return Stream.concat(
                objects.stream().map(object -> dynamicTest(object.getKind(), () -> compare(object))),
                Stream.of(dynamicTest("there are no unused files", () -> noUnusedFiles(objects))));
    }

    private void compare(HasMetadata object) throws IOException {
        Path file = path.resolve(fileOf(object));
        String actual = YAML.writeValueAsString(object);
        if (UPDATE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private void noUnusedFiles(List<HasMetadata> objects) {
        Set<String> used = objects.stream().map(GoldenFolder::fileOf).collect(Collectors.toSet());
        assertThat(list(path).map(file -> file.getFileName().toString()).filter(name -> name.startsWith("out-")))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static String fileOf(HasMetadata object) {
        return "out-" + object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
