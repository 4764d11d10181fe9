package io.instagramoperator.operator.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.operator.app.report.GatewayReport.Outage;
import io.instagramoperator.operator.app.report.GatewayReport.UnknownAccount;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import io.instagramoperator.operator.report.ConfigError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import io.instagramoperator.operator.report.StatusClient;
import io.instagramoperator.operator.report.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes from a gateway is untrusted, as what comes from a receiver: how it is asked is shown there. */
class GatewayReportTest {

    private static final String HASH = "a".repeat(64);
    private static final String POD = "uid-of-pod";

    @Test
    void everythingThatAGatewayReports() throws IOException {
        // Given
        String json = """
            { "configHash": "%1$s", "configError": { "hash": "%1$s", "message": "accounts[0].url: 'x'\\nis no URL" },
              "version": "0.1.0", "desired": "Present", "phase": "Running",
              "credentials": [ { "name": "app.secretFiles[0]", "secret": "agency-meta", "key": "app-secret", "state": "Missing" } ],
              "credentialsReadAt": "2026-11-26T09:00:00Z",
              "webhook": { "registered": false, "callbackUrl": "https://hooks.example.com/webhooks/social/agency", "fields": ["messages"],
                           "problem": { "reason": "CallbackTaken", "message": "taken" }, "checkedAt": "2026-11-26T10:00:00Z", "lastDeliveryAt": "2026-11-26T10:00:01Z",
                           "outage": { "from": "2026-11-26T09:00:00Z", "noticedAt": "2026-11-26T09:05:00Z" } },
              "accounts": [ { "instagramId": "17841405822304914", "name": "acme", "breaker": "Open", "lastError": { "message": "refused", "at": "2026-11-26T10:00:00Z" } } ],
              "unknownAccounts": [ { "instagramId": "17841400000000001", "count": 12, "lastSeenAt": "2026-11-26T10:00:00Z" } ],
              "newer": { "than": "this operator" } }
            """.formatted(HASH);

        // When
        Observation<GatewayReport> observation = heard(json);

        // Then
        assertThat(observation)
                .isEqualTo(new Reported<>(
                        POD,
                        new GatewayReport(
                                HASH,
                                new ConfigError(HASH, "accounts[0].url: 'x' is no URL"),
                                "0.1.0",
                                Phase.RUNNING,
                                List.of(new Credential(
                                        "app.secretFiles[0]", "agency-meta", "app-secret", Credential.State.MISSING)),
                                "2026-11-26T09:00:00Z",
                                new Webhook(
                                        false,
                                        List.of("messages"),
                                        new Problem("CallbackTaken", "taken"),
                                        "2026-11-26T10:00:00Z",
                                        new Outage("2026-11-26T09:00:00Z", "2026-11-26T09:05:00Z", null)),
                                List.of(new UnknownAccount("17841400000000001")))));
    }

    @Test
    void anotherWebhookOfAnUnknownAccountIsNoNews() throws IOException {
        assertThat(
                        heard(
                                "{\"phase\":\"Running\",\"unknownAccounts\":[{\"instagramId\":\"1\",\"count\":1,\"lastSeenAt\":\"2026-11-26T10:00:00Z\"}]}"))
                .isEqualTo(
                        heard(
                                "{\"phase\":\"Running\",\"unknownAccounts\":[{\"instagramId\":\"1\",\"count\":2,\"lastSeenAt\":\"2026-11-26T10:00:05Z\"}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|phase is missing",
                "{\"phase\":\"Sleeping\"}|phase has a value of the wrong type",
                "{\"phase\":\"Running\",\"configHash\":\"x\"}|configHash does not match [0-9a-f]{64}",
                "{\"phase\":\"Running\",\"unknownAccounts\":[{\"instagramId\":\"<b>\"}]}|unknownAccounts[].instagramId does not match [0-9]{1,32}",
                "{\"phase\":\"Running\",\"unknownAccounts\":[{\"count\":1}]}|unknownAccounts[].instagramId is missing",
                "{\"phase\":\"Running\",\"unknownAccounts\":[null]}|unknownAccounts has an entry that is null",
                "{\"phase\":\"Running\",\"unknownAccounts\":[{\"instagramId\":17}]}|unknownAccounts.[].instagramId has a value of the wrong type",
                "{\"phase\":\"Running\",\"webhook\":{\"fields\":[\"Messages\"]}}|webhook.fields[] does not match [a-z_]{1,64}",
                "{\"phase\":\"Running\",\"webhook\":{\"checkedAt\":\"today\"}}|webhook.checkedAt is not a time in RFC 3339",
                "{\"phase\":\"Running\",\"webhook\":{\"outage\":{\"to\":\"2026-11-26T10:00:00Z\"}}}|webhook.outage.noticedAt is missing",
                "{\"phase\":\"Running\",\"webhook\":{\"outage\":{\"noticedAt\":\"2026-11-26T10:00:00Z\",\"to\":\"now\"}}}|webhook.outage.to is not a time in RFC 3339",
                "{\"phase\":\"Running\",\"webhook\":{\"problem\":{\"reason\":\"no word\",\"message\":\"x\"}}}|problem.reason does not match [A-Za-z][A-Za-z0-9]{0,63}",
            })
    void nonsenseIsRefused(String json, String why) throws IOException {
        assertThat(heard(json)).isEqualTo(new Unavailable<>(POD, "its answer was refused: " + why));
    }

    @Test
    void moreUnknownAccountsThanAGatewayReportsAreRefused() throws IOException {
        String ids = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> "{\"instagramId\":\"" + i + "\"}")
                .collect(Collectors.joining(","));

        assertThat(heard("{\"phase\":\"Running\",\"unknownAccounts\":[" + ids + "]}"))
                .isEqualTo(new Unavailable<>(POD, "its answer was refused: unknownAccounts has more than 100 entries"));
    }

    private static Observation<GatewayReport> heard(String json) throws IOException {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/status", exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
        try {
            return new StatusClient<>(GatewayReport.class, gateway.getAddress().getPort(), new SimpleMeterRegistry())
                    .ask(new Target(POD, "127.0.0.1", HASH, Set.of()))
                    .join();
        } finally {
            gateway.stop(0);
        }
    }
}
