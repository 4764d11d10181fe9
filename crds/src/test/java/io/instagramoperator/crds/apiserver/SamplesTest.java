package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample, as a user applies it. */
@ApiServerTest
class SamplesTest {

    private static ApiServer server;

    @BeforeAll
    static void findServer() {
        server = ApiServer.withNewNamespace();
    }

    @ParameterizedTest
    @MethodSource("io.instagramoperator.crds.Sample#valid()")
    void validSampleIsAccepted(Sample sample) {
        for (String state : sample.states()) {
            // When
            var output = server.kubectlWithInput(state, "apply", "-f", "-");

            // Then
            assertThat(output.err()).as(sample.name()).isEmpty();
            assertThat(output.exitCode()).as(sample.name()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.instagramoperator.crds.Sample#invalid()")
    void invalidSampleIsRefusedWithTheMessageInItsComment(Sample sample) {
        // Given
        for (String state : sample.before()) {
            server.kubectlWithInput(state, "apply", "-f", "-").whenSuccessful();
        }

        // When
        var output = server.kubectlWithInput(sample.last(), "apply", "-f", "-");

        // Then: the API server gives several problems in any order
        assertThat(output.err().lines().map(String::strip))
                .as(sample.name())
                .containsExactlyInAnyOrderElementsOf(sample.comment().lines().toList());
    }
}
