package io.instagramoperator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.webhook.config.CredentialState.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file with a secret is worth. */
class CredentialFileTest {

    private final Path file;

    CredentialFileTest(@TempDir Path folder) {
        this.file = folder.resolve("secret");
    }

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            secret,PRESENT
            'secret\r\n',PRESENT
            ' secret ',PRESENT
            '',EMPTY
            '\n',EMPTY
            ' ',EMPTY
            '\t\n',EMPTY
            'two\nlines',UNREADABLE
            """)
    void isOfUse(String content, State state) throws IOException {
        // Given
        Files.writeString(file, content);

        // When
        CredentialFile read = CredentialFile.read("app.secretFiles[0]", file);

        // Then
        assertThat(read.state().state()).isEqualTo(state);
        assertThat(read.token().isPresent()).isEqualTo(state == State.PRESENT);
    }
}
