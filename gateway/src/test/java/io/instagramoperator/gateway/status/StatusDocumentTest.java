package io.instagramoperator.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.config.GatewayConfig;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.config.GatewayConfig.App;
import io.instagramoperator.gateway.config.GatewayConfig.DeletionPolicy;
import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.gateway.config.GatewayCredentials;
import io.instagramoperator.gateway.forward.Standing;
import io.instagramoperator.gateway.forward.Standing.Breaker;
import io.instagramoperator.gateway.forward.Standing.LastError;
import io.instagramoperator.gateway.registration.Outage;
import io.instagramoperator.gateway.registration.Report;
import io.instagramoperator.gateway.registration.Report.Phase;
import io.instagramoperator.gateway.webhook.UnknownAccounts.Unknown;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.CredentialState.State;
import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.config.Snapshot.Refusal;
import io.instagramoperator.webhook.config.Webhook;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusDocumentTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Account ACME = new Account("17841405822304914", "acme", URI.create("http://acme"));
    private static final Account SHOP = new Account("2", "shop", URI.create("http://shop"));

    @Test
    void saysAllThatIsKnown() {
        // When
        StatusDocument document = StatusDocument.of(
                "0.1.0",
                new Snapshot<>(
                        Optional.of(new InForce<>(config(Desired.PRESENT), "aa11")),
                        Optional.of(new Refusal(Optional.of("bb22"), "app.id: is required; set it to 1 to 32 digits")),
                        new GatewayCredentials(
                                List.of(AppSecret.of("hidden")),
                                List.of(),
                                List.of(new CredentialState(
                                        "app.secretFiles[0]",
                                        Path.of("/etc/gateway/secrets/agency-meta/app-secret"),
                                        State.PRESENT)),
                                NOON)),
                true,
                Optional.of(NOON.plusSeconds(1)),
                new Report(
                        Phase.WATCHING,
                        Optional.of(false),
                        Optional.of("https://hooks.example.com/webhooks/social/agency"),
                        new TreeSet<>(List.of("messages")),
                        Optional.of(new Problem(Reason.CALLBACK_TAKEN, "it is taken")),
                        Optional.of(NOON),
                        Optional.of(new Outage(
                                Optional.of(NOON.minusSeconds(300)), NOON.minusSeconds(1), Optional.empty()))),
                List.of(
                        new Standing(ACME, Breaker.CLOSED, 3, Optional.empty()),
                        new Standing(
                                SHOP,
                                Breaker.HALF_OPEN,
                                0,
                                Optional.of(new LastError("it did not answer in time", NOON)))),
                List.of(new Unknown("3", 7, NOON)));

        // Then
        assertThat(StatusEndpoint.json(document)).isEqualTo("""
                {"configHash":"aa11",\
                "configError":{"hash":"bb22","message":"app.id: is required; set it to 1 to 32 digits"},\
                "version":"0.1.0","desired":"Present","phase":"Running",\
                "credentials":[{"name":"app.secretFiles[0]","secret":"agency-meta","key":"app-secret","state":"Present"}],\
                "credentialsReadAt":"2026-11-26T12:00:00Z",\
                "webhook":{"registered":false,"callbackUrl":"https://hooks.example.com/webhooks/social/agency",\
                "fields":["messages"],"problem":{"reason":"CallbackTaken","message":"it is taken"},\
                "checkedAt":"2026-11-26T12:00:00Z","lastDeliveryAt":"2026-11-26T12:00:01Z",\
                "outage":{"from":"2026-11-26T11:55:00Z","noticedAt":"2026-11-26T11:59:59Z"}},\
                "accounts":[{"instagramId":"17841405822304914","name":"acme","breaker":"Closed","waiting":3},\
                {"instagramId":"2","name":"shop","breaker":"HalfOpen","waiting":0,\
                "lastError":{"message":"it did not answer in time","at":"2026-11-26T12:00:00Z"}}],\
                "unknownAccounts":[{"instagramId":"3","count":7,"lastSeenAt":"2026-11-26T12:00:00Z"}]}""");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        // When
        StatusDocument document = StatusDocument.of(
                "0.1.0",
                new Snapshot<>(Optional.empty(), Optional.empty(), GatewayCredentials.NONE),
                false,
                Optional.empty(),
                Report.UNKNOWN,
                List.of(),
                List.of());

        // Then
        assertThat(StatusEndpoint.json(document)).isEqualTo("""
                {"version":"0.1.0","phase":"Refusing","credentials":[],"webhook":{"fields":[]},"accounts":[],\
                "unknownAccounts":[]}""");
    }

    @ParameterizedTest
    @CsvSource({
        "PRESENT, true,  WATCHING, Running",
        "PRESENT, false, WATCHING, Refusing",
        "ABSENT,  true,  WATCHING, Draining",
        "ABSENT,  true,  DRAINING, Draining",
        "ABSENT,  false, DRAINED,  Drained",
    })
    void namesThePhase(Desired desired, boolean takesWebhooks, Phase phase, String text) {
        // When
        StatusDocument document = StatusDocument.of(
                "0.1.0",
                new Snapshot<>(
                        Optional.of(new InForce<>(config(desired), "aa11")), Optional.empty(), GatewayCredentials.NONE),
                takesWebhooks,
                Optional.empty(),
                new Report(
                        phase,
                        Optional.empty(),
                        Optional.empty(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                List.of());

        // Then
        assertThat(document.phase()).isEqualTo(text);
    }

    private static GatewayConfig config(Desired desired) {
        return new GatewayConfig(
                new App("social", "agency", "1234567890123456", List.of(Path.of("/app-secret"))),
                "",
                desired,
                DeletionPolicy.DELETE,
                Optional.empty(),
                new Webhook(Optional.empty(), List.of("messages"), Webhook.Registration.AUTOMATIC, false),
                Set.of(),
                new Graph(Optional.empty(), "v25.0"),
                Map.of(ACME.instagramId(), ACME),
                Ports.DEFAULT);
    }
}
