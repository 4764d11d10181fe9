package io.instagramoperator.crds.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed reference pages are what the CustomResourceDefinitions say. */
class ReferencePageTest {

    private static final String REGENERATE = "reference.regenerate";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void committedPageHasNotDrifted(Kind kind) throws IOException {
        // Given
        String generated = ReferencePage.of(kind);
        if (Boolean.getBoolean(REGENERATE)) {
            Files.writeString(ReferencePage.committed(kind), generated);
        }

        // When
        String committed = Files.readString(ReferencePage.committed(kind));

        // Then
        assertThat(committed)
                .as(
                        "%s is not what the definition says; to make it anew run: mvn test -pl crds -Dtest=%s -D%s=true",
                        ReferencePage.committed(kind), getClass().getSimpleName(), REGENERATE)
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyLinkIntoThePageLeadsToAChapter(Kind kind) throws IOException {
        // Given
        String page = ReferencePage.of(kind);

        // When
        List<String> links = Pattern.compile("\\(#([^)]+)\\)")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .toList();

        // Then
        assertThat(page.lines().filter(line -> line.startsWith("##")).map(line -> line.replaceFirst("^#+ ", "")
                        .replaceAll("[^A-Za-z ]", "")
                        .replace(' ', '-')
                        .toLowerCase(Locale.ROOT)))
                .containsAll(links);
    }
}
