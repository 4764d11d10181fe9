package io.instagramoperator.webhook.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads names of files from the configuration.
 *
 * @param folder where relative names start
 */
public record ConfigFolder(Path folder) {

    private static final Pattern NAME = Pattern.compile(".+", Pattern.DOTALL);
    private static final String WHAT = "the name of a file";

    /** A file that there may be. */
    public Optional<Path> file(Section section, String field) {
        return section.text(field, NAME, WHAT).map(this::path);
    }

    /** A file that there must be. */
    public Path requiredFile(Section section, String field) {
        return path(section.requiredText(field, NAME, WHAT));
    }

    /** Between {@code least} and {@code most} files. */
    public List<Path> files(Section section, String field, int least, int most) {
        return section.texts(field, NAME, WHAT, least, most).stream()
                .map(this::path)
                .toList();
    }

    private Path path(String name) {
        return folder.resolve(name).normalize();
    }
}
