package io.instagramoperator.gateway.jar;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.FakeReceiver.Behaviour;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway as it is shipped answers to anybody, and what it says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointJarTest {

    private static final String ACCOUNT = "17841405822304914";
    private static final String BODY = delivery(message(ACCOUNT, "mid1"));
    private static final String SIGNATURE =
            WebhookSignature.sign(AppSecret.of(GatewayHome.APP_SECRET), BODY.getBytes(UTF_8));

    private final FakeReceiver receiver = new FakeReceiver(ACCOUNT, GatewayHome.APP_SECRET);

    private GatewayHome home;
    private RunningGateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = new GatewayHome(folder).with(receiver.account());
        gateway = new RunningGateway(home, "TRACE").awaitReady();
    }

    @AfterAll
    void stop() {
        gateway.close();
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444, 200",
        "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444, 403",
        "hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=1158201444, 403",
        "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=%3Cscript%3E, 403",
        "'', 403",
    })
    void answersTheHandshake(String query, int status) {
        // When
        HttpResponse<String> answer = gateway.meta().get("?" + query);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 200 ? "1158201444" : "");
    }

    @Test
    void passesOnWhatMetaHasSigned() {
        assertThat(status(WebhookSignature.HEADER, SIGNATURE)).isEqualTo(200);
        assertThat(receiver.entries()).contains(message(ACCOUNT, "mid1"));
    }

    @Test
    void refusesWhatNothingShowsToBeOfMeta() {
        // Given
        int before = receiver.requests();
        String ofTheGateway =
                WebhookSignature.sign(AppSecret.of(GatewayHome.APP_SECRET).gatewayKey(ACCOUNT), BODY.getBytes(UTF_8));

        // When // Then
        assertThat(status()).isEqualTo(401);
        assertThat(status(WebhookSignature.HEADER, "sha256=zz")).isEqualTo(401);
        assertThat(status("X-Hub-Signature", SIGNATURE)).isEqualTo(401);
        assertThat(status(WebhookSignature.HEADER, SIGNATURE, WebhookSignature.HEADER, SIGNATURE))
                .isEqualTo(401);
        assertThat(status(WebhookSignature.HEADER, WebhookSignature.sign(AppSecret.of("x"), BODY.getBytes(UTF_8))))
                .isEqualTo(401);
        assertThat(status(WebhookSignature.HEADER, ofTheGateway)).isEqualTo(401);
        assertThat(status(WebhookSignature.HEADER, SIGNATURE, "Content-Encoding", "gzip"))
                .isEqualTo(415);
        assertThat(gateway.meta()
                        .post(new byte[(8 << 20) + 1], WebhookSignature.HEADER, SIGNATURE)
                        .join()
                        .statusCode())
                .isEqualTo(413);
        assertThat(receiver.requests()).isEqualTo(before);
    }

    @Test
    void asksMetaToComeAgainWhileThereIsNoSecret() {
        // When
        home.secret("app-secret", "");
        await().until(() -> status(WebhookSignature.HEADER, SIGNATURE) == 503);

        // Then
        assertThat(gateway.isReady()).isFalse();
        home.secret("app-secret", GatewayHome.APP_SECRET);
        await().until(() -> status(WebhookSignature.HEADER, SIGNATURE) == 200);
        assertThat(gateway.isReady()).isTrue();
    }

    @Test
    void saysHowAllStands() throws Exception {
        // Given
        gateway.meta().deliver(delivery(message("7", "m1")));
        receiver.does(Behaviour.answers(503));
        gateway.meta().deliver(BODY);
        receiver.does(Behaviour.STORES);

        // When
        JsonNode status = gateway.status();

        // Then
        assertThat(status.at("/phase").asText()).isEqualTo("Running");
        assertThat(status.at("/desired").asText()).isEqualTo("Present");
        assertThat(status.at("/configHash").asText()).hasSize(64);
        assertThat(status.at("/accounts/0/instagramId").asText()).isEqualTo(ACCOUNT);
        assertThat(status.at("/accounts/0/lastError/message").asText()).isEqualTo("it answered 503");
        assertThat(status.at("/unknownAccounts/0/instagramId").asText()).isEqualTo("7");
        assertThat(status.at("/webhook/lastDeliveryAt").asText()).isNotEmpty();
        assertThat(gateway.get("/health/live")).contains("UP");
        assertThat(gateway.get("/health/started")).contains("UP");
        assertThat(gateway.get("/metrics"))
                .contains(
                        "instagram_webhook_deliveries_total{outcome=\"accepted\"}",
                        "instagram_webhook_seconds_bucket",
                        "instagram_gateway_forwards_total{account=\""
                                + receiver.account().name() + "\",outcome=\"stored\"}",
                        "instagram_gateway_forward_seconds_bucket",
                        "instagram_gateway_unknown_entries_total",
                        "instagram_gateway_accounts 1.0",
                        "instagram_graph_requests_total",
                        "instagram_subscribed");
    }

    @Test
    void saysNothingThatIsSecretOrPrivateAtAnyLogLevel() {
        // Given
        String derived =
                WebhookSignature.sign(AppSecret.of(GatewayHome.APP_SECRET).gatewayKey(ACCOUNT), BODY.getBytes(UTF_8));

        // When
        gateway.meta().deliver(BODY);

        // Then
        assertThat(gateway.process().output()).contains("TRACE").contains("Part passed on");
        assertThat(List.of(
                        GatewayHome.APP_SECRET,
                        GatewayHome.VERIFY_TOKEN,
                        SIGNATURE.substring(7),
                        derived.substring(7),
                        "caf\\u00e9",
                        "4711"))
                .noneMatch(gateway.process().output()::contains);
    }

    private int status(String... headers) {
        return gateway.meta().post(BODY.getBytes(UTF_8), headers).join().statusCode();
    }
}
