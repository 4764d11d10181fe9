package io.instagramoperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that lie, stall, flood or are not there. */
@Timeout(20)
class StatusClientTest {

    private static final String POD = "uid-of-pod";

    private @Nullable ServerSocket server;
    private final CountDownLatch hungUp = new CountDownLatch(1);

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aReportIsHeard() throws IOException {
        // Given
        int port = answering(socket -> send(socket, "HTTP/1.1 200 OK\r\n\r\n{\"phase\":\"Running\"}"));

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isInstanceOfSatisfying(Reported.class, reported -> assertThat(
                        reported.report().phase())
                .isEqualTo(Phase.RUNNING));
    }

    static Stream<Arguments> hostileAnswers() {
        String flood = "x".repeat(600_000);
        return Stream.of(
                arguments("a refusal", "HTTP/1.1 503 Service Unavailable\r\n\r\n", "it answered with HTTP status 503"),
                arguments(
                        "a redirect to somewhere else",
                        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n",
                        "it answered with HTTP status 302"),
                arguments("no JSON", "HTTP/1.1 200 OK\r\n\r\n<html>", "its answer was refused: it is not JSON"),
                arguments(
                        "nothing",
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                        "its answer was refused: it is not a JSON object"),
                arguments(
                        "a declared flood",
                        "HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n" + flood,
                        "its answer was cut off or is over 512 KiB"),
                arguments(
                        "an undeclared flood",
                        "HTTP/1.1 200 OK\r\n\r\n" + flood,
                        "its answer was cut off or is over 512 KiB"),
                arguments(
                        "a compressed bomb, which nobody unpacks",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u0008",
                        "its answer was refused: it is not JSON"),
                arguments(
                        "half an answer",
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"phase\"",
                        "its answer was cut off or is over 512 KiB"),
                arguments("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "its answer was cut off or is over 512 KiB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileAnswers")
    void hostileAnswersAreUnavailable(String name, String answer, String why) throws IOException {
        // Given
        int port = answering(socket -> send(socket, answer));

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isEqualTo(new Unavailable<>(POD, why));
    }

    @Test
    void aReceiverThatSaysNothingIsLeftAlone() throws Exception {
        // Given
        int port = answering(this::waitForHangUp);

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isEqualTo(new Unavailable<>(POD, "it does not answer"));
        assertThat(hungUp.await(10, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void aBodyThatTricklesIsCutOff() throws Exception {
        // Given
        int port = answering(socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            waitForHangUp(socket);
        });

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isEqualTo(new Unavailable<>(POD, "it does not answer"));
        assertThat(hungUp.await(10, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1099511627776", "Transfer-Encoding: chunked", "Connection: close"})
    void aFloodThatNeverEndsIsCutOff(String framing) throws Exception {
        // Given
        int port = answering(socket -> {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(chunk);
                }
            } finally {
                hungUp.countDown();
            }
        });

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isEqualTo(new Unavailable<>(POD, "its answer was cut off or is over 512 KiB"));
        assertThat(hungUp.await(10, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void aPortThatIsNotOpenDoesNotAnswer() throws IOException {
        // Given
        int port = answering(socket -> {});
        stop();

        // When
        Observation<ReceiverReport> observation = ask(port);

        // Then
        assertThat(observation).isEqualTo(new Unavailable<>(POD, "it does not answer"));
    }

    private static Observation<ReceiverReport> ask(int port) {
        return new StatusClient<>(ReceiverReport.class, port, new SimpleMeterRegistry())
                .ask(new Target(POD, "127.0.0.1", "0".repeat(64), Set.of()))
                .join();
    }

    private int answering(Answer answer) throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = listening;
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listening.accept()) {
                socket.getInputStream().read(new byte[1]);
                answer.to(socket);
            } catch (IOException e) {
                // The client has gone, which is what some of these tests want.
            }
        });
        return listening.getLocalPort();
    }

    private static void send(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
    }

    private void waitForHangUp(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } finally {
            hungUp.countDown();
        }
    }

    private interface Answer {
        void to(Socket socket) throws IOException;
    }
}
