package io.instagramoperator.operator.account.status;

import static io.instagramoperator.operator.report.Credential.State.EMPTY;
import static io.instagramoperator.operator.report.Credential.State.MISSING;
import static io.instagramoperator.operator.report.Credential.State.PRESENT;
import static io.instagramoperator.operator.report.Credential.State.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Credential.State;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialsChecksTest {

    static Stream<Arguments> states() {
        return Stream.of(
                arguments(
                        PRESENT,
                        PRESENT,
                        "True",
                        "CredentialsReady",
                        "All referenced keys are there in Secret acme-meta"),
                arguments(
                        MISSING,
                        MISSING,
                        "False",
                        "SecretNotFound",
                        "Secret acme-meta not found, or it has none of the keys app-secret (spec.app.secretRefs[0]), access-token (spec.accessTokenRef):"
                                + " kubectl -n social create secret generic acme-meta --from-literal=app-secret=VALUE --from-literal=access-token=VALUE"),
                arguments(
                        PRESENT,
                        MISSING,
                        "False",
                        "SecretKeyMissing",
                        "Secret acme-meta lacks the key access-token (spec.accessTokenRef):"
                                + " kubectl -n social patch secret acme-meta --type merge -p '{\"stringData\":{\"access-token\":\"VALUE\"}}'"),
                arguments(
                        MISSING,
                        EMPTY,
                        "False",
                        "SecretKeyMissing",
                        "Secret acme-meta lacks the key app-secret (spec.app.secretRefs[0]):"
                                + " kubectl -n social patch secret acme-meta --type merge -p '{\"stringData\":{\"app-secret\":\"VALUE\"}}'"),
                arguments(
                        EMPTY,
                        PRESENT,
                        "False",
                        "SecretEmpty",
                        "Secret acme-meta has no value under the key app-secret (spec.app.secretRefs[0]):"
                                + " kubectl -n social patch secret acme-meta --type merge -p '{\"stringData\":{\"app-secret\":\"VALUE\"}}'"),
                arguments(
                        PRESENT,
                        UNREADABLE,
                        "False",
                        "SecretKeyMissing",
                        "Secret acme-meta has no usable value under the key access-token (spec.accessTokenRef), it must be one line of text:"
                                + " kubectl -n social patch secret acme-meta --type merge -p '{\"stringData\":{\"access-token\":\"VALUE\"}}'"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void verdict(State appSecret, State accessToken, String status, String reason, String message) {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.credentials(
                        new Credential(null, "acme-meta", "app-secret", appSecret),
                        new Credential(null, "acme-meta", "access-token", accessToken)))
                .build();

        // When
        Verdict verdict = Verdicts.credentials(situation);

        // Then
        assertThat(verdict.status().value()).isEqualTo(status);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).isEqualTo(message);
    }

    @Test
    void everySecretIsNamedThatIsNotRight() {
        // Given
        Situation situation = Situations.of(Accounts.complete())
                .reporting(report -> report.credentials(
                        new Credential(null, "acme-meta", "app-secret", PRESENT),
                        new Credential(null, "acme-meta", "app-secret-next", MISSING),
                        new Credential(null, "acme-meta", "access-token", PRESENT),
                        new Credential(null, "acme-meta", "verify-token", PRESENT),
                        new Credential(null, "acme-api", "crm", MISSING),
                        new Credential(null, "acme-api", "analytics", MISSING)))
                .build();

        // When
        Verdict verdict = Verdicts.credentials(situation);

        // Then
        assertThat(verdict.reason()).isEqualTo("SecretKeyMissing");
        assertThat(verdict.message())
                .startsWith("Secret acme-meta lacks the key app-secret-next (spec.app.secretRefs[1])")
                .contains(". Secret acme-api not found, or it has none of the keys crm (spec.api.tokenRefs[0])");
    }

    @Test
    void aSecretThatTheReceiverDoesNotKnowYetIsAwaited() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.credentials(new Credential(null, "acme-meta", "app-secret", PRESENT)))
                .build();

        // When
        Verdict verdict = Verdicts.credentials(situation);

        // Then
        assertThat(verdict.status()).isEqualTo(Verdict.Status.UNKNOWN);
        assertThat(verdict.reason()).isEqualTo("AwaitingReceiver");
    }

    @Test
    void aSecretThatTheSpecDoesNotNameIsNobodysBusiness() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.credentials(
                        new Credential(null, "acme-meta", "app-secret", PRESENT),
                        new Credential(null, "acme-meta", "access-token", PRESENT),
                        new Credential(null, "kube-root", "token", MISSING)))
                .build();

        // When
        Verdict verdict = Verdicts.credentials(situation);

        // Then
        assertThat(verdict.isTrue()).isTrue();
    }

    @Test
    void aNewValueIsConfirmed() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.credentialsReadAt("2026-11-23T11:00:00Z"))
                .build();

        // Then
        assertThat(Verdicts.credentials(situation).message())
                .isEqualTo(
                        "All referenced keys are there in Secret acme-meta; the newest value in use was read at 2026-11-23T11:00:00Z");
    }
}
