package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.instagram.signature.WebhookSignature.HEADER;
import static io.instagramoperator.receiver.webhook.Deliveries.answerOn;
import static io.instagramoperator.receiver.webhook.Deliveries.head;
import static io.instagramoperator.receiver.webhook.Deliveries.message;
import static io.instagramoperator.receiver.webhook.Deliveries.plausibleSignature;
import static io.instagramoperator.receiver.webhook.TestReceiver.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects what a sender may cost in bytes, time and connections, and that real deliveries are taken meanwhile. */
class WebhookLimitsTest {

    private static final int EIGHT_MIB = 8 << 20;
    private static final byte[] BODY = message("m1").getBytes(UTF_8);

    private final Path folder;

    WebhookLimitsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesWhatIsTooLarge(boolean signed) {
        try (TestReceiver receiver = TestReceiver.start(folder)) {
            byte[] tooLarge = spaces(EIGHT_MIB + 1);
            byte[] largest = spaces(EIGHT_MIB);

            assertThat(receiver.post(tooLarge, signatureOf(tooLarge, signed)).statusCode())
                    .isEqualTo(413);
            assertThat(receiver.post(largest, signatureOf(largest, signed)).statusCode())
                    .isEqualTo(signed ? 200 : 401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsABodyWhoseLengthIsNotDeclared(boolean signed) throws Exception {
        try (TestReceiver receiver = TestReceiver.start(folder);
                Socket socket = receiver.connect()) {
            // Given
            var out = socket.getOutputStream();
            String signature = signed ? HEADER + ": " + signed(BODY) + "\r\n" : "";
            out.write(head("Transfer-Encoding: chunked\r\n" + signature));

            // When
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 9; i++) {
                out.write("100000\r\n".getBytes(UTF_8));
                out.write(chunk);
                out.write("\r\n".getBytes(UTF_8));
            }
            out.write("0\r\n\r\n".getBytes(UTF_8));

            // Then
            assertThat(answerOn(socket)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void doesNotWaitForABodyThatIsDeclaredTooLarge() throws Exception {
        try (TestReceiver receiver = TestReceiver.start(folder);
                Socket socket = receiver.connect()) {
            socket.getOutputStream().write(head("Content-Length: 99999999999999999999\r\n"));

            assertThat(answerOn(socket)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void cutsABodyThatDrips() throws Exception {
        Limits impatient = new TestLimits().body(Duration.ofMillis(300)).build();
        try (TestReceiver receiver = TestReceiver.start(folder, impatient);
                Socket socket = receiver.connect()) {
            // When
            socket.getOutputStream().write(head("Content-Length: 1000\r\n" + HEADER + ": " + signed(BODY) + "\r\n"));
            socket.getOutputStream().write('{');

            // Then
            assertThat(answerOn(socket)).isEqualTo("HTTP/1.1 408");
            assertThat(receiver.deliveries("timed_out")).isEqualTo(1);
        }
    }

    @Test
    void closesAConnectionOnWhichNothingComes() throws Exception {
        Limits impatient = new TestLimits()
                .idle(Duration.ofMillis(300))
                .header(Duration.ofMillis(300))
                .build();
        try (TestReceiver receiver = TestReceiver.start(folder, impatient);
                Socket silent = receiver.connect();
                Socket slow = receiver.connect()) {
            // When
            slow.getOutputStream().write("POST /webhooks".getBytes(UTF_8));

            // Then
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void givesUpTheSlowestBodyForARealDelivery() throws IOException {
        Limits tight = new TestLimits().memoryBytes(20_000).build();
        try (TestReceiver receiver = TestReceiver.start(folder, tight);
                Sockets halfSent = new Sockets()) {
            // Given
            for (int i = 0; i < 20; i++) {
                Socket socket = halfSent.add(receiver.connect());
                socket.getOutputStream().write(head("Content-Length: 2000\r\n" + plausibleSignature()));
                socket.getOutputStream().write(new byte[1_900]);
            }
            await().until(() -> receiver.deliveries("timed_out") > 10);

            // Then
            for (int i = 0; i < 8; i++) {
                assertThat(receiver.deliver(message("m" + i)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void takesLargeBodiesInTurnWhenThereIsRoomForOne() {
        Limits tight = new TestLimits().memoryBytes(9 << 20).build();
        byte[] body = spaces(EIGHT_MIB);
        try (TestReceiver receiver = TestReceiver.start(folder, tight)) {
            // When
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> receiver.post(body, HEADER, signed(body)).statusCode()))
                    .limit(4)
                    .toList();

            // Then
            assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        }
    }

    @Test
    void takesNoBodyThatIsLargerThanTheMemorySetAside() {
        Limits tight = new TestLimits().memoryBytes(2_000).build();
        try (TestReceiver receiver = TestReceiver.start(folder, tight)) {
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(503);
            assertThat(receiver.events()).isEmpty();
        }
    }

    @Test
    void closesTheConnectionsThatWaitLongestWhenThereAreTooMany() throws IOException {
        Limits few = new TestLimits().connections(40).build();
        try (TestReceiver receiver = TestReceiver.start(folder, few);
                Sockets idle = new Sockets()) {
            // When
            for (int i = 0; i < 200; i++) {
                idle.add(receiver.connect());
            }

            // Then
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(200);
            assertThat(idle.first().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutsAHeaderThatDrips() throws Exception {
        Limits impatient = new TestLimits().header(Duration.ofMillis(300)).build();
        try (TestReceiver receiver = TestReceiver.start(folder, impatient);
                Socket idle = receiver.connect();
                Socket slow = receiver.connect()) {
            // When
            slow.getOutputStream().write("POST /webhooks HTTP/1.1\r\nHost: te".getBytes(UTF_8));

            // Then
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            idle.getOutputStream().write(head(""));
            assertThat(answerOn(idle)).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void readsNoMoreFromWhoTakesInNoAnswers() throws Exception {
        byte[] requests = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".repeat(1_000).getBytes(UTF_8);
        try (TestReceiver receiver = TestReceiver.start(folder);
                Socket deaf = receiver.connect()) {
            // When
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 3_000; i++) {
                    write(deaf, requests);
                }
            });

            // Then
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(200);
            assertThat(sending).isNotDone();
        }
    }

    @Test
    void asksMetaToComeAgainIfStoringTakesTooLong() throws Exception {
        Limits impatient = new TestLimits().answer(Duration.ofMillis(300)).build();
        try (TestReceiver receiver = TestReceiver.start(folder, impatient)) {
            // Given
            CompletableFuture<Void> diskIsBack = new CompletableFuture<>();
            var busy = receiver.log().write(tx -> diskIsBack.join());

            // Then
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(503);

            // And
            diskIsBack.complete(null);
            busy.toCompletableFuture().join();
            assertThat(receiver.deliver(message("m1")).statusCode()).isEqualTo(200);
            assertThat(receiver.events()).hasSize(1);
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // The end of the test closes it.
        }
    }

    /** Connections that end with the test. */
    private static final class Sockets implements AutoCloseable {

        private final List<Socket> sockets = new ArrayList<>();

        Socket add(Socket socket) {
            sockets.add(socket);
            return socket;
        }

        Socket first() {
            return sockets.getFirst();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String[] signatureOf(byte[] body, boolean signed) {
        return signed ? new String[] {HEADER, signed(body)} : new String[0];
    }

    private static byte[] spaces(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }
}
