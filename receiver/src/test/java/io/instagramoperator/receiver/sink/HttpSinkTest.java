package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.instagramoperator.receiver.sink.Outcome.Delivered;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Gone;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.instagramoperator.receiver.sink.RawServer.Behaviour;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Protects the receiver from endpoints, and their owners from guessing: what goes wrong is told in their words. */
class HttpSinkTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void signsTheExactBytesAsStandardWebhooksSays() throws Exception {
        try (RawServer server = RawServer.that(RawServer.answering(RawServer.OK))) {
            // When
            Outcome outcome = TestSink.at(server).header("x-team", "sales").post(VERTX);

            // Then
            assertThat(outcome).isEqualTo(new Delivered(200));
            String request = server.requests().getFirst();
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            Map<String, List<String>> headers = headers(request);
            assertThatCode(() -> new Webhook(TestSink.SECRET)
                            .verify(body, java.net.http.HttpHeaders.of(headers, (_, _) -> true)))
                    .doesNotThrowAnyException();
            assertThat(headers)
                    .containsEntry("x-team", List.of("sales"))
                    .containsEntry("webhook-id", List.of("message-received-abc"))
                    .containsEntry("content-type", List.of("application/cloudevents+json"));
            assertThat(request).contains("user-agent: instagram-operator/");
            assertThat(body).contains("Grüezi 😀");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        200 OK                    |                    | Delivered
        204 No Content            |                    | Delivered
        302 Found                 | Location: /other   | a redirect, which is never followed
        400 Bad Request           |                    | answered 400
        404 Not Found             |                    | answered 404
        410 Gone                  |                    | Gone
        429 Too Many Requests     | Retry-After: 7     | PT7S
        503 Service Unavailable   | Retry-After: 99999 | PT1H
        """)
    void judgesAnswers(String status, String header, String expected) throws Exception {
        String head = "HTTP/1.1 " + status + "\r\n" + (header == null ? "" : header + "\r\n");
        try (RawServer server = RawServer.that(RawServer.answering(head + "Content-Length: 0\r\n\r\n"))) {
            // When
            Outcome outcome = TestSink.at(server).post(VERTX);

            // Then
            assertThat(outcome.toString()).contains(expected);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<Arguments> badEndpoints() {
        CountDownLatch never = new CountDownLatch(1);
        return Stream.of(
                Arguments.of("never answers", Kind.TIMEOUT, (Behaviour) (server, in, out) -> {
                    server.takesRequest(in);
                    never.await();
                }),
                Arguments.of(
                        "begins an answer and goes on byte by byte", Kind.TOO_SLOW, (Behaviour) (server, in, out) -> {
                            server.takesRequest(in);
                            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
                            while (!never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                                out.write("X-A: b\r\n".getBytes(US_ASCII));
                                out.flush();
                            }
                        }),
                Arguments.of("closes at once", Kind.REFUSED, (Behaviour) (server, in, out) -> {}),
                Arguments.of("cuts the answer in its head", Kind.REFUSED, (Behaviour) (server, in, out) -> {
                    server.takesRequest(in);
                    out.write("HTTP/1.1 200 OK\r\nX-".getBytes(US_ASCII));
                }),
                Arguments.of("speaks something else", Kind.PROTOCOL, (Behaviour) (server, in, out) -> {
                    out.write("SSH-2.0-OpenSSH_9.9\r\n\r\n".getBytes(US_ASCII));
                    out.flush();
                    server.takesRequest(in);
                    never.await();
                }),
                Arguments.of("sends headers without end", Kind.PROTOCOL, (Behaviour) (server, in, out) -> {
                    server.takesRequest(in);
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
                    while (true) {
                        out.write(("X-" + "a".repeat(1_000) + ": b\r\n").getBytes(US_ASCII));
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEndpoints")
    void saysWhatIsWrongWithAnEndpointThat(String what, Kind kind, Behaviour behaviour) throws Exception {
        try (RawServer server = RawServer.that(behaviour)) {
            // When
            Outcome outcome = TestSink.at(server).timeout(Duration.ofSeconds(1)).post(VERTX);

            // Then
            assertThat(failure(outcome).kind()).as(outcome.toString()).isEqualTo(kind);
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        // Given
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        // When
        Outcome outcome = TestSink.at("http://127.0.0.1:" + port + "/").post(VERTX);

        // Then
        assertThat(failure(outcome))
                .isEqualTo(new Outcome.Failure(Kind.REFUSED, "connection refused: nothing listens there"));
    }

    @Test
    void connectsToTheAddressThatWasChecked() throws Exception {
        try (RawServer server = RawServer.that(RawServer.answering(RawServer.OK))) {
            // When: no name service knows the name.
            Outcome outcome = TestSink.at("http://crm.invalid:" + server.port() + "/hooks")
                    .lookup(host -> InetAddress.getAllByName("127.0.0.1"))
                    .post(VERTX);

            // Then
            assertThat(outcome).isEqualTo(new Delivered(200));
            assertThat(server.requests().getFirst()).contains("host: crm.invalid:" + server.port());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:%d/, 127.0.0.1",
        "http://localhost:%d/, 127.0.0.1",
        "http://2130706433:%d/, 127.0.0.1",
        "http://[::ffff:127.0.0.1]:%d/, 127.0.0.1",
        "http://[::1]:%d/, 0:0:0:0:0:0:0:1",
    })
    void connectsToNoAddressThatIsNotAllowed(String url, String address) throws Exception {
        try (RawServer server = RawServer.that(RawServer.answering(RawServer.OK))) {
            // When
            Outcome outcome =
                    TestSink.at(url.formatted(server.port())).allowing().post(VERTX);

            // Then
            assertThat(failure(outcome).kind()).isEqualTo(Kind.ADDRESS);
            assertThat(failure(outcome).message()).contains(address, "have an administrator allow its network");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void saysThatANameHasNoAddress() throws Exception {
        Outcome outcome = TestSink.at("http://crm.invalid/")
                .lookup(host -> {
                    throw new UnknownHostException(host);
                })
                .post(VERTX);

        assertThat(failure(outcome))
                .isEqualTo(new Outcome.Failure(
                        Kind.ADDRESS, "name 'crm.invalid' has no address; correct http.url, or the name service"));
    }

    @Test
    void sendsNothingWithoutItsSecrets() throws Exception {
        try (RawServer server = RawServer.that(RawServer.answering(RawServer.OK))) {
            Outcome outcome = TestSink.at(server)
                    .missing("subscriptions[crm].http.caFile: Missing")
                    .post(VERTX);

            assertThat(failure(outcome))
                    .isEqualTo(new Outcome.Failure(Kind.CREDENTIAL, "subscriptions[crm].http.caFile: Missing"));
            assertThat(server.connections()).isZero();
        }
    }

    private static Outcome.Failure failure(Outcome outcome) {
        return switch (outcome) {
            case Failed failed -> failed.failure();
            case Gone gone -> gone.failure();
            case Delivered delivered -> throw new AssertionError(delivered);
        };
    }

    private static Map<String, List<String>> headers(String request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.substring(0, request.indexOf("\r\n\r\n"))
                .lines()
                .skip(1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).trim()))
                .forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }
}
