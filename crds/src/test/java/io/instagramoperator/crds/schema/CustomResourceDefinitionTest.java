package io.instagramoperator.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed CustomResourceDefinition is what the types say. */
class CustomResourceDefinitionTest {

    static final Path COMMITTED = Path.of("manifests", "instagramaccounts.instagram-operator.io.yaml");
    private static final String REGENERATE = "crds.regenerate";

    @Test
    void committedFileHasNotDrifted() throws IOException {
        // Given
        String generated = CustomResourceDefinitions.instagramAccount();
        if (Boolean.getBoolean(REGENERATE)) {
            Files.writeString(COMMITTED, generated);
        }

        // When
        String committed = Files.readString(COMMITTED);

        // Then
        assertThat(committed)
                .as(
                        "crds/%s is not what the types say; to make it anew run: mvn test -pl crds -Dtest=%s -D%s=true",
                        COMMITTED, getClass().getSimpleName(), REGENERATE)
                .isEqualTo(generated);
    }
}
