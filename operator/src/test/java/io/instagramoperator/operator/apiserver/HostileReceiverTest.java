package io.instagramoperator.operator.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A receiver is a pod in somebody's namespace, and its report hostile input: it reaches neither kubectl nor other accounts. */
@ApiServerTest
class HostileReceiverTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    private static final byte[] BOMB = bomb();

    private static final Map<String, HttpHandler> ANSWERS = Map.ofEntries(
            Map.entry("huge, and declared so", exchange -> {
                exchange.sendResponseHeaders(200, 1L << 40);
                forever(exchange);
            }),
            Map.entry("in chunks without end", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                forever(exchange);
            }),
            Map.entry("a drip", HostileReceiverTest::drip),
            Map.entry("no answer", exchange -> LockSupport.park()),
            Map.entry("a redirect", exchange -> {
                exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
                exchange.sendResponseHeaders(302, -1);
            }),
            Map.entry("a bomb", exchange -> {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                answer(exchange, BOMB);
            }),
            Map.entry("nested deeply", json("{\"phase\":\"Running\",\"x\":" + "[".repeat(100_000))),
            Map.entry(
                    "numbers that are none",
                    json("{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"a\",\"backlog\":NaN}]}")),
            Map.entry(
                    "a number that fills the memory",
                    json("{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"a\",\"backlog\":1e999999999}]}")),
            Map.entry(
                    "a year that the API server refuses",
                    json(
                            "{\"phase\":\"Running\",\"token\":{\"valid\":true,\"expiresAt\":\"+99999-01-01T00:00:00Z\"}}")),
            Map.entry(
                    "a million subscriptions",
                    json("{\"phase\":\"Running\",\"subscriptions\":["
                            + IntStream.range(0, 1_000_000)
                                    .mapToObj(i -> "{\"name\":\"s" + i + "\",\"breaker\":\"Closed\"}")
                                    .collect(Collectors.joining(","))
                            + "]}")),
            Map.entry("wrong types", json("{\"phase\":[\"Running\"],\"credentials\":\"all\"}")),
            Map.entry("colours", json("{\"phase\":\"\\u001b[31mRunning\\u202e\"}")));

    static Stream<String> answers() {
        return ANSWERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("answers")
    void anAnswerThatIsNoReportIsSaidSafely(String name) {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(true);

        // When
        account.receivers().misbehave(receiver, ANSWERS.get(name));

        // Then
        await().untilAsserted(() -> assertThat(account.message("ReceiverReady"))
                .matches("The status of Pod [-a-z0-9]+ at port 9000 is not known: it(s answer)? "
                        + "(was (refused|cut off)|does not answer|answered with HTTP status 302)[ -~]*"));
        assertThat(account.condition("ReceiverReady")).isEqualTo("Unknown StatusUnavailable");
        TestAccount other = operator.readyAccount("other");
        assertThat(other.condition("Ready")).isEqualTo("True Ready");
        account.podEnded();
    }

    /** Whatever a well-formed report says in its texts, kubectl shows it in one line, and the API server takes it. */
    @Test
    void textsOfAReportAreShownInOneLineAndCut() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(true);
        String hostile =
                "\\u001b]0;owned\\u0007\\u009b2J\\r\\nReady\\u2028True\\u202e\\ud800\\u0000" + "😀".repeat(20_000);
        String problem = "\"problem\":{\"reason\":\"Ready\",\"message\":\"" + hostile + "\"}";

        // When
        account.reports(
                receiver,
                "Running",
                TestAccount.SECRETS_PRESENT + ",\"webhook\":{\"registered\":true," + problem
                        + "},\"token\":{\"valid\":true," + problem + "}");

        // Then
        account.awaitCondition("Subscribed", "False GraphError");
        InstagramAccountStatus status = account.account().get().getStatus();
        assertThat(status.conditions()).allSatisfy(condition -> assertThat(condition.getMessage())
                .matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Cs}]*")
                .satisfies(message -> assertThat(message.getBytes(UTF_8)).hasSizeLessThan(32 * 1024)));
        assertThat(account.condition("TokenValid")).isEqualTo("Unknown Unverified");
    }

    /** It may say that it has the configuration of another account; that is not the one that is waited for. */
    @Test
    void theConfigurationOfAnotherDoesNotCount() {
        // Given
        TestAccount other = operator.readyAccount("other");
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(true);

        // When
        account.receivers()
                .report(
                        receiver,
                        "{\"configHash\":\"" + other.configHash() + "\",\"phase\":\"Drained\""
                                + TestAccount.SECRETS_PRESENT + "}");

        // Then
        account.awaitCondition("ReceiverReady", "False ConfigNotApplied");
    }

    private static HttpHandler json(String json) {
        byte[] body = json.getBytes(UTF_8);
        return exchange -> answer(exchange, body);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void forever(HttpExchange exchange) throws IOException {
        byte[] spaces = " ".repeat(64 * 1024).getBytes(UTF_8);
        while (true) {
            exchange.getResponseBody().write(spaces);
        }
    }

    /** One byte each 100 ms, until the other side hangs up. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        while (true) {
            body.write(' ');
            body.flush();
            LockSupport.parkNanos(100_000_000L);
        }
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] spaces = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                gzip.write(spaces);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
