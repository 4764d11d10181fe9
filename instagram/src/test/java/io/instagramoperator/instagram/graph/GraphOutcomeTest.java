package io.instagramoperator.instagram.graph;

import static io.instagramoperator.instagram.graph.FakeGraph.halfOf;
import static io.instagramoperator.instagram.graph.FakeGraph.redirect;
import static io.instagramoperator.instagram.graph.FakeGraph.status;
import static io.instagramoperator.instagram.graph.FakeGraph.withoutAnyAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.instagramoperator.instagram.graph.FakeGraph.Answer;
import io.instagramoperator.instagram.signature.AppSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a call got decides whether it may be repeated: every way for it to go wrong. */
class GraphOutcomeTest {

    private static final AppAccess APP = new AppAccess("1234567890123456", AppSecret.of("app-secret"));
    private static final AccountAccess PAGE =
            new AccountAccess(Login.FACEBOOK, "102938475610293", new Secret("EAApage"), Optional.of(APP));
    private static final String ERROR = """
            {"error":{"message":"bad EAApage","type":"OAuthException","code":190,"error_subcode":463,"is_transient":true,"fbtrace_id":"A1"}}""";

    private final FakeGraph graph = new FakeGraph();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        graph.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(200, 400, 403, 429, 500, 503).map(status -> argumentSet("HTTP " + status, status));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void takesAnErrorObjectForARefusalWhateverTheStatus(int status) {
        // Given
        graph.answering(status(status, ERROR));

        // When
        GraphResult<SentMessage> result = send(graph.url());

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Refused<>(new GraphError(190, 463, "bad [secret]", "A1", true, status)));
        assertThat(heard).containsExactly("send refused");
    }

    @Test
    void takesTooManyRequestsForARefusalEvenWithoutErrorObject() {
        // Given
        graph.answering(status(429, ""));

        // When
        GraphResult<SentMessage> result = send(graph.url());

        // Then
        assertThat(result).isInstanceOfSatisfying(GraphResult.Refused.class, refused -> assertThat(
                        Decision.classify(refused.error()))
                .isEqualTo(Decision.BACK_OFF));
    }

    static Stream<Arguments> ambiguities() {
        return Stream.of(
                ambiguity("a server error without error object", _ -> status(500, "<html>"), "HTTP 500 without"),
                ambiguity("an empty server error", _ -> status(502, ""), "HTTP 502 without"),
                ambiguity("a client error without error object", _ -> status(404, "<html>"), "HTTP 404 without"),
                ambiguity("success without JSON", _ -> status(200, "<html>"), "something other than a JSON object"),
                ambiguity("success without body", _ -> status(200, ""), "something other than a JSON object"),
                ambiguity("half an answer", _ -> halfOf("{\"message_id\":\"x\"}"), "failed"),
                ambiguity("a connection cut before the answer", _ -> withoutAnyAnswer(), "failed"),
                ambiguity("silence", FakeGraph::nothingUntilTheEnd, "did not answer"),
                ambiguity("silence after the headers", FakeGraph::headersThenNothing, "did not answer"),
                ambiguity("an answer without end", _ -> status(200, "\"" + "x".repeat(1024 * 1024) + "\""), "failed"),
                ambiguity("a redirect", graph -> redirect(graph.url().resolve("/elsewhere")), "HTTP 307 without"));
    }

    private static Arguments ambiguity(String name, Function<FakeGraph, Answer> answer, String reason) {
        return argumentSet(name, answer, reason);
    }

    @ParameterizedTest
    @MethodSource("ambiguities")
    void doesNotKnowWhatHappenedAfterTheRequestWentOut(Function<FakeGraph, Answer> answer, String reason) {
        // Given
        graph.answering(answer.apply(graph));

        // When
        GraphResult<SentMessage> result = send(graph.url());

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(GraphResult.Ambiguous.class, ambiguous -> assertThat(ambiguous.reason())
                        .contains(reason)
                        .doesNotContain("EAApage"));
        assertThat(graph.requests).as("never repeated, never redirected").hasSize(1);
        assertThat(heard).containsExactly("send ambiguous");
    }

    @Test
    void knowsThatNothingWentOutWithoutConnection() {
        // Given
        URI nobody = graph.url();
        graph.close();

        // When
        GraphResult<SentMessage> result = send(nobody);

        // Then
        assertThat(result).isEqualTo(new GraphResult.Unreachable<>("no connection to " + nobody.getAuthority()));
        assertThat(heard).containsExactly("send unreachable");
    }

    @Test
    void knowsThatNothingWentOutWithoutAddress() {
        // When
        GraphResult<SentMessage> result = send(URI.create("http://graph.invalid"));

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Unreachable<>("the host name of graph.invalid cannot be resolved"));
    }

    @Test
    void knowsThatNothingWentOutWithoutTls() throws Exception {
        // Given
        HttpsServer withoutCertificate =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        withoutCertificate.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
        withoutCertificate.start();

        // When
        GraphResult<SentMessage> result = send(URI.create(
                "https://127.0.0.1:" + withoutCertificate.getAddress().getPort()));

        // Then
        withoutCertificate.stop(0);
        assertThat(result)
                .isInstanceOfSatisfying(GraphResult.Unreachable.class, unreachable -> assertThat(unreachable.reason())
                        .startsWith("no TLS session with 127.0.0.1"));
    }

    @Test
    void knowsThatNothingWentOutWhileTheConnectionWasMade() {
        // When
        GraphResult<SentMessage> result = send(URI.create(graph.url().toString().replace("http:", "https:")));

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Unreachable<>(
                        "no connection to " + graph.url().getAuthority() + " in time"));
    }

    private GraphResult<SentMessage> send(URI url) {
        try (GraphClient client = new GraphClient(
                GraphHosts.at(url, "v25.0"),
                (operation, result, _, _) -> heard.add(operation.label() + " " + result.outcome()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2))) {
            return client.send(PAGE, new byte[] {'{', '}'});
        }
    }
}
