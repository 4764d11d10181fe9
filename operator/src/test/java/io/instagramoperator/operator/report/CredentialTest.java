package io.instagramoperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.instagramoperator.operator.report.Credential.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is needed and cannot be used keeps the operator asking and the volume refreshed. */
class CredentialTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            app.secretFiles[0],        PRESENT,    false
            app.secretFiles[0],        MISSING,    true
            accessTokenFile,           EMPTY,      true
            -,                         UNREADABLE, true
            retiredApp.secretFiles[0], MISSING,    false
            retiredApp.secretFiles[0], PRESENT,    false
            """)
    void lacks(@Nullable String name, State state, boolean lacking) {
        assertThat(new Credential(name, "acme-meta", "app-secret", state).isLacking())
                .isEqualTo(lacking);
    }

    /** They are shown in commands. */
    @ParameterizedTest
    @ValueSource(strings = {"'; rm -rf /; '", "$(id)", "a b", "a\nb", ""})
    void namesAndKeysAreThoseOfSecrets(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential("accessTokenFile", "acme-meta", text, State.EMPTY))
                .withMessageContaining("credentials[].key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential("accessTokenFile", text, "key", State.EMPTY))
                .withMessageContaining("credentials[].secret");
    }
}
