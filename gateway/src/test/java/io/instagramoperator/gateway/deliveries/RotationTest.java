package io.instagramoperator.gateway.deliveries;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app secret is changed without a gap, although gateway and receivers read their files at different moments. */
class RotationTest {

    private static final String ACCOUNT = "1001";

    private final FakeReceiver receiver = new FakeReceiver(ACCOUNT, "old");

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest(name = "gateway {0}, receiver {1}: {2} requests")
    @CsvSource({
        "old,     old,     1",
        "new old, old,     2",
        "new old, new old, 1",
        "new old, new,     1",
        "old new, new,     2",
        "a b c d, d,       4",
    })
    void findsTheKeyThatTheReceiverHasAlready(String gatewaySecrets, String receiverSecrets, int requests) {
        // Given
        receiver.secrets(words(receiverSecrets));
        try (TestGateway gateway = new TestGateway(
                new GatewayHome(folder).secrets(words(gatewaySecrets)).with(receiver.account()))) {
            String newest = words(gatewaySecrets)[0];

            // When
            int first = gateway.meta()
                    .deliverSigned(delivery(message(ACCOUNT, "m1")), newest)
                    .join()
                    .statusCode();
            int second = gateway.meta()
                    .deliverSigned(delivery(message(ACCOUNT, "m2")), newest)
                    .join()
                    .statusCode();

            // Then
            assertThat(first).isEqualTo(200);
            assertThat(second).isEqualTo(200);
            assertThat(receiver.entries()).containsExactly(message(ACCOUNT, "m1"), message(ACCOUNT, "m2"));
            assertThat(receiver.requests())
                    .as("the second delivery begins with the key that was taken")
                    .isEqualTo(requests + 1);
        }
    }

    @Test
    void losesNothingInAnyOrderOfReading() {
        // Given
        GatewayHome home = new GatewayHome(folder).secrets("old").with(receiver.account());
        try (TestGateway gateway = new TestGateway(home)) {
            assertThat(statusOf(gateway, "old", "m1")).isEqualTo(200);

            // When the gateway reads first
            home.secrets("new", "old").file();
            gateway.refresh();
            assertThat(statusOf(gateway, "old", "m2")).isEqualTo(200);
            assertThat(statusOf(gateway, "new", "m3")).isEqualTo(200);
            receiver.secrets("new", "old");
            assertThat(statusOf(gateway, "new", "m4")).isEqualTo(200);

            // When the receiver reads first
            receiver.secrets("new");
            assertThat(statusOf(gateway, "new", "m5")).isEqualTo(200);
            home.secrets("new").file();
            gateway.refresh();

            // Then
            assertThat(statusOf(gateway, "new", "m6")).isEqualTo(200);
            assertThat(statusOf(gateway, "old", "m7")).isEqualTo(401);
            assertThat(receiver.entries()).hasSize(6);
        }
    }

    @Test
    void saysWhatIsMissingWhenTheReceiverTakesNoKey() {
        // Given
        try (TestGateway gateway =
                new TestGateway(new GatewayHome(folder).secrets("new", "newer").with(receiver.account()))) {

            // When
            int status = statusOf(gateway, "new", "m1");

            // Then
            assertThat(status).isEqualTo(503);
            assertThat(receiver.requests()).isEqualTo(2);
            assertThat(gateway.standing(receiver.account())
                            .lastError()
                            .orElseThrow()
                            .message())
                    .isEqualTo("it answered 401 to every app secret; it needs one of app.secretFiles of this gateway");
        }
    }

    private static int statusOf(TestGateway gateway, String secret, String mid) {
        return gateway.meta()
                .deliverSigned(delivery(message(ACCOUNT, mid)), secret)
                .join()
                .statusCode();
    }

    private static String[] words(String text) {
        return java.util.regex.Pattern.compile(" ").split(text);
    }
}
