package io.instagramoperator.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.Kind;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed CustomResourceDefinitions are what the types say. */
class CustomResourceDefinitionTest {

    private static final String REGENERATE = "crds.regenerate";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void committedFileHasNotDrifted(Kind kind) throws IOException {
        // Given
        String generated = CustomResourceDefinitions.of(kind);
        if (Boolean.getBoolean(REGENERATE)) {
            Files.writeString(kind.manifest(), generated);
        }

        // When
        String committed = Files.readString(kind.manifest());

        // Then
        assertThat(committed)
                .as(
                        "crds/%s is not what the types say; to make it anew run: mvn test -pl crds -Dtest=%s -D%s=true",
                        kind.manifest(), getClass().getSimpleName(), REGENERATE)
                .isEqualTo(generated);
    }
}
