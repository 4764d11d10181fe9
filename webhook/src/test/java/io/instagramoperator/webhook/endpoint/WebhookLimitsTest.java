package io.instagramoperator.webhook.endpoint;

import static io.instagramoperator.instagram.signature.WebhookSignature.HEADER;
import static io.instagramoperator.webhook.endpoint.Deliveries.answerOn;
import static io.instagramoperator.webhook.endpoint.Deliveries.head;
import static io.instagramoperator.webhook.endpoint.Deliveries.message;
import static io.instagramoperator.webhook.endpoint.Deliveries.plausibleSignature;
import static io.instagramoperator.webhook.endpoint.TestEndpoint.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects what a sender may cost in bytes, time and connections, and that real deliveries are taken meanwhile. */
class WebhookLimitsTest {

    private static final int EIGHT_MIB = 8 << 20;
    private static final byte[] BODY = message("m1").getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesWhatIsTooLarge(boolean signed) {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            byte[] tooLarge = spaces(EIGHT_MIB + 1);
            byte[] largest = spaces(EIGHT_MIB);

            assertThat(endpoint.post(tooLarge, signatureOf(tooLarge, signed)).statusCode())
                    .isEqualTo(413);
            assertThat(endpoint.post(largest, signatureOf(largest, signed)).statusCode())
                    .isEqualTo(signed ? 200 : 401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsABodyWhoseLengthIsNotDeclared(boolean signed) throws Exception {
        try (TestEndpoint endpoint = TestEndpoint.start();
                Socket socket = endpoint.connect()) {
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
        try (TestEndpoint endpoint = TestEndpoint.start();
                Socket socket = endpoint.connect()) {
            socket.getOutputStream().write(head("Content-Length: 99999999999999999999\r\n"));

            assertThat(answerOn(socket)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void cutsABodyThatDrips() throws Exception {
        Limits impatient = new TestLimits().body(Duration.ofMillis(300)).build();
        try (TestEndpoint endpoint = TestEndpoint.start(impatient);
                Socket socket = endpoint.connect()) {
            // When
            socket.getOutputStream().write(head("Content-Length: 1000\r\n" + HEADER + ": " + signed(BODY) + "\r\n"));
            socket.getOutputStream().write('{');

            // Then
            assertThat(answerOn(socket)).isEqualTo("HTTP/1.1 408");
            assertThat(endpoint.deliveries("timed_out")).isEqualTo(1);
        }
    }

    @Test
    void closesAConnectionOnWhichNothingComes() throws Exception {
        Limits impatient = new TestLimits()
                .idle(Duration.ofMillis(300))
                .header(Duration.ofMillis(300))
                .build();
        try (TestEndpoint endpoint = TestEndpoint.start(impatient);
                Socket silent = endpoint.connect();
                Socket slow = endpoint.connect()) {
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
        try (TestEndpoint endpoint = TestEndpoint.start(tight);
                Sockets halfSent = new Sockets()) {
            // Given
            for (int i = 0; i < 20; i++) {
                Socket socket = halfSent.add(endpoint.connect());
                socket.getOutputStream().write(head("Content-Length: 2000\r\n" + plausibleSignature()));
                socket.getOutputStream().write(new byte[1_900]);
            }
            await().until(() -> endpoint.deliveries("timed_out") > 10);

            // Then
            for (int i = 0; i < 8; i++) {
                assertThat(endpoint.deliver(message("m" + i)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void takesLargeBodiesInTurnWhenThereIsRoomForOne() {
        Limits tight = new TestLimits().memoryBytes(9 << 20).build();
        byte[] body = spaces(EIGHT_MIB);
        try (TestEndpoint endpoint = TestEndpoint.start(tight)) {
            // When
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> endpoint.post(body, HEADER, signed(body)).statusCode()))
                    .limit(4)
                    .toList();

            // Then
            assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        }
    }

    @Test
    void takesNoBodyThatIsLargerThanTheMemorySetAside() {
        Limits tight = new TestLimits().memoryBytes(2_000).build();
        try (TestEndpoint endpoint = TestEndpoint.start(tight)) {
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(503);
            assertThat(endpoint.taken()).isEmpty();
        }
    }

    @Test
    void closesTheConnectionsThatWaitLongestWhenThereAreTooMany() throws IOException {
        Limits few = new TestLimits().connections(40).build();
        try (TestEndpoint endpoint = TestEndpoint.start(few);
                Sockets idle = new Sockets()) {
            // When
            for (int i = 0; i < 200; i++) {
                idle.add(endpoint.connect());
            }

            // Then
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(200);
            assertThat(idle.first().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutsNoDeliveryThatIsArrivingForConnectionsOnWhichNothingComes() throws IOException {
        Limits few = new TestLimits().connections(40).build();
        try (TestEndpoint endpoint = TestEndpoint.start(few);
                Sockets sockets = new Sockets()) {
            // Given
            Socket arriving = sockets.add(endpoint.connect());
            arriving.getOutputStream()
                    .write(head("Content-Length: " + BODY.length + "\r\n" + HEADER + ": " + signed(BODY) + "\r\n"));
            arriving.getOutputStream().write(BODY, 0, 1);
            assertThat(endpoint.deliver(message("m2")).statusCode()).isEqualTo(200);

            // When
            for (int i = 0; i < 200; i++) {
                sockets.add(endpoint.connect());
            }
            assertThat(endpoint.deliver(message("m3")).statusCode()).isEqualTo(200);

            // Then
            arriving.getOutputStream().write(BODY, 1, BODY.length - 1);
            assertThat(answerOn(arriving)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void cutsAHeaderThatDrips() throws Exception {
        Limits impatient = new TestLimits().header(Duration.ofMillis(300)).build();
        try (TestEndpoint endpoint = TestEndpoint.start(impatient);
                Socket idle = endpoint.connect();
                Socket slow = endpoint.connect()) {
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
        try (TestEndpoint endpoint = TestEndpoint.start();
                Socket deaf = endpoint.connect()) {
            // When
            AtomicInteger taken = new AtomicInteger();
            var _ = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 3_000; i++) {
                    write(deaf, requests);
                    taken.incrementAndGet();
                }
            });

            // Then
            await().until(() -> taken.get() > 0);
            AtomicInteger before = new AtomicInteger();
            await().during(Duration.ofSeconds(1)).until(() -> taken.get() == before.getAndSet(taken.get()));
            assertThat(taken).hasValueBetween(1, 2_999);
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void asksMetaToComeAgainIfTakingItTakesTooLong() {
        Limits impatient = new TestLimits().answer(Duration.ofMillis(300)).build();
        try (TestEndpoint endpoint = TestEndpoint.start(impatient)) {
            // Given
            CompletableFuture<Outcome> late = new CompletableFuture<>();
            endpoint.answerWith(late);

            // Then
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(503);

            // And
            late.complete(Outcome.ACCEPTED);
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(200);
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
