package io.instagramoperator.webhook.endpoint;

import static io.instagramoperator.instagram.signature.WebhookSignature.HEADER;
import static io.instagramoperator.webhook.endpoint.Deliveries.message;
import static io.instagramoperator.webhook.endpoint.TestEndpoint.PATH;
import static io.instagramoperator.webhook.endpoint.TestEndpoint.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Protects what the server answers, over HTTP. */
class WebhookServerTest {

    private static final byte[] NOTHING = {};
    private static final byte[] BODY = message("m1").getBytes(UTF_8);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a+verify+token',   200, 1158201444",
        "'?hub.verify_token=a%20verify%20token&hub.challenge=x_-&hub.mode=subscribe',      200, x_-",
        "'?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=another',          403, ''",
        "'?hub.mode=subscribe&hub.challenge=1158201444',                                   403, ''",
        "'?hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=a+verify+token',      403, ''",
        "'?hub.mode=subscribe&hub.challenge=1158;x&hub.verify_token=a+verify+token',       403, ''",
        "'?hub.mode=subscribe;hub.challenge=1158;hub.verify_token=a+verify+token',         403, ''",
        "'?Hub.Mode=subscribe&hub.challenge=1158201444&hub.verify_token=a+verify+token',   403, ''",
        "'?hub_mode=subscribe&hub_challenge=1158201444&hub_verify_token=a+verify+token',   403, ''",
        "'',                                                                               403, ''",
    })
    void answersTheHandshake(String query, int status, String body) {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            HttpResponse<String> answer = endpoint.send("GET", PATH + query, NOTHING);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            if (status == 200) {
                assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,    /,                      404",
        "GET,    /webhooks/social/other, 404",
        "POST,   /webhooks/social/other, 404",
        "POST,   /webhooks/social/acme/, 404",
        "GET,    /health/ready,          404",
        "GET,    /q/health,              404",
        "GET,    /v1/events,             404",
        "PUT,    /webhooks/social/acme,  405",
        "DELETE, /webhooks/social/acme,  405",
        "HEAD,   /webhooks/social/acme,  405",
    })
    void answersNothingElse(String method, String path, int status) {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            HttpResponse<String> answer = endpoint.send(method, path, NOTHING);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsEncoded() {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            assertThat(endpoint.post(BODY, HEADER, signed(BODY), "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(endpoint.post(BODY, HEADER, signed(BODY), "Content-Encoding", "identity")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(endpoint.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatBecameOfADelivery(Outcome outcome) {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            // Given
            endpoint.answerWith(CompletableFuture.completedFuture(outcome));

            // When
            HttpResponse<String> answer = endpoint.deliver(message("m1"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(outcome.status());
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(outcome == Outcome.UNAVAILABLE);
            assertThat(endpoint.taken()).containsExactly(message("m1"));
            assertThat(endpoint.deliveries(outcome.label())).isEqualTo(1);
        }
    }

    @Test
    void asksMetaToComeAgainWhenTheHandlerFails() {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            endpoint.answerWith(CompletableFuture.failedFuture(new IllegalStateException("no bytes of the delivery")));

            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void asksMetaToComeAgainOnItsPathWhileNothingCanBeVerified() {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            // Given
            endpoint.serve(Optional.of(PATH), false);

            // Then
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(503);
            assertThat(endpoint.send("POST", "/webhooks/social/other", BODY).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void asksMetaToComeAgainOnEveryPathOfWebhooksWhileItsOwnIsNotKnown() {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            // Given
            endpoint.serve(Optional.empty(), false);

            // Then
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(503);
            assertThat(endpoint.send("POST", "/webhooks/social/other", BODY).statusCode())
                    .isEqualTo(503);
            assertThat(endpoint.send("POST", "/v1/events", BODY).statusCode()).isEqualTo(404);
        }
    }
}
