package io.instagramoperator.receiver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.config.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what the others are told. */
class ApiDoorTest {

    private final ReceiverHome home;

    ApiDoorTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer api-token,   true",
        "bearer api-token,   true",
        "Bearer second,      true",
        "Bearer api-toke,    false",
        "Bearer api-tokenx,  false",
        "Bearer,             false",
        "'Bearer ',          false",
        "'',                 false",
        "Basic YXBpLXRva2Vu, false",
        "api-token,          false",
        ",                   false",
    })
    void letsInWhoHasOneOfTheTokens(@Nullable String authorization, boolean letIn) {
        // Given
        home.secret("second", "second\n").with("api", "{ tokenFiles: [ secrets/api-token, secrets/second ] }");

        // When
        Optional<ProblemDocument> refusal =
                ApiDoor.refusal(snapshot(), authorization == null ? List.of() : List.of(authorization));

        // Then
        assertThat(refusal.map(ProblemDocument::status)).isEqualTo(letIn ? Optional.empty() : Optional.of(401));
    }

    @Test
    void letsNobodyInWithTwoHeadersWhateverTheySay() {
        // When
        Optional<ProblemDocument> refusal =
                ApiDoor.refusal(snapshot(), List.of("Bearer api-token", "Bearer api-token"));

        // Then
        assertThat(refusal.map(ProblemDocument::status)).contains(401);
    }

    @Test
    void isClosedWithoutTokensAndSaysSo() {
        // Given
        home.with("api", "{}");

        // When
        Optional<ProblemDocument> refusal = ApiDoor.refusal(snapshot(), List.of("Bearer anything"));

        // Then
        assertThat(refusal).hasValueSatisfying(problem -> {
            assertThat(problem.status()).isEqualTo(403);
            assertThat(problem.json().path("detail").asText()).contains("api.tokenFiles");
        });
    }

    @Test
    void isClosedAsLongAsNoTokenCanBeRead() {
        // Given
        home.secret("api-token", "");

        // When
        Optional<ProblemDocument> refusal = ApiDoor.refusal(snapshot(), List.of("Bearer "));

        // Then
        assertThat(refusal.map(ProblemDocument::status)).contains(503);
    }

    private Snapshot<ReceiverConfig, Credentials> snapshot() {
        Configuration configuration = home.configuration();
        configuration.stop();
        return configuration.current();
    }
}
