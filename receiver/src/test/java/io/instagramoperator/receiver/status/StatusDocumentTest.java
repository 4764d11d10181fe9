package io.instagramoperator.receiver.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.delivery.Standing;
import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.gap.Gap;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.LogStatus;
import io.instagramoperator.receiver.reply.ReplyStore.Counts;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.instagramoperator.receiver.watch.Report;
import io.instagramoperator.receiver.watch.Report.Phase;
import io.instagramoperator.receiver.watch.TokenReport;
import io.instagramoperator.receiver.watch.WebhookReport;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.config.Snapshot.Refusal;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole answer of {@code /status}, as the operator reads it: {@code status.json} and {@code status-of-a-new-receiver.json}. */
class StatusDocumentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LogStatus OPEN = new LogStatus(LogState.OPEN, "", 12, 40960, 123456789);
    private static final List<Standing> SUBSCRIPTIONS = List.of(
            new Standing("crm", new Cursor(12), 0, Optional.empty(), 0, Breaker.CLOSED, false, Optional.empty()),
            new Standing(
                    "billing",
                    new Cursor(3),
                    9,
                    Optional.of(Duration.ofMillis(61_500)),
                    2,
                    Breaker.HALF_OPEN,
                    true,
                    Optional.of(new LastError(new Failure(Kind.TOO_SLOW, "no answer within 15 s"), NOW))));
    private static final Gap GAP = new Gap(
            2,
            NOW.minusSeconds(7200),
            Optional.of(NOW.minusSeconds(600)),
            Gap.State.WAITING,
            14,
            1,
            30,
            Optional.of("the conversations cannot be listed: Meta answered error 4 (HTTP 400): told to"));
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final ReceiverHome home;

    StatusDocumentTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
    }

    @Test
    void tellsEverythingThatIsKnown() {
        // Given
        Credentials credentials = credentials();
        Snapshot<ReceiverConfig, Credentials> snapshot = new Snapshot<>(
                Optional.of(new InForce<>(home.config(), HASH)),
                Optional.of(new Refusal(
                        Optional.of("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
                        "account.instagramId: '17x' is not 1 to 32 digits")),
                credentials);
        WebhookReport webhook = new WebhookReport(
                false,
                Optional.of(true),
                Optional.of(ReceiverHome.CALLBACK),
                new TreeSet<>(List.of("messages", "messaging_seen")),
                Optional.of(false),
                Optional.of(
                        new Problem(
                                Reason.ACCOUNT_NOT_SUBSCRIBED,
                                "the webhooks of account 17841405822304914 for app 1234567890123456 are off: Meta does not show them as switched on")),
                Optional.of(NOW));
        TokenReport token = new TokenReport(
                Optional.of(true),
                Optional.of("acme"),
                Optional.of(Instant.parse("2026-12-01T00:00:00Z")),
                Optional.of(Instant.parse("2027-02-01T00:00:00Z")),
                new TreeSet<>(List.of("instagram_manage_messages")),
                Optional.of(new Problem(
                        Reason.PERMISSION_MISSING,
                        "the token in accessTokenFile lacks instagram_manage_messages for account 17841405822304914")),
                Optional.of(NOW));

        // When
        String json =
                json(snapshot, true, new Report(Phase.WATCHING, webhook, token), Optional.of(NOW.minusSeconds(60)));

        // Then
        assertThat(json).isEqualTo(expected("status.json"));
        assertThat(json)
                .doesNotContain(
                        ReceiverHome.APP_SECRET,
                        ReceiverHome.ACCESS_TOKEN,
                        ReceiverHome.VERIFY_TOKEN,
                        ReceiverHome.API_TOKEN);
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        // Given
        Snapshot<ReceiverConfig, Credentials> snapshot =
                new Snapshot<>(Optional.empty(), Optional.empty(), Credentials.NONE);
        LogStatus closed = new LogStatus(LogState.CLOSED, "", 0, 0, 0);

        // When
        StatusDocument document = StatusDocument.of(
                "0.1.0",
                snapshot,
                false,
                closed,
                Optional.empty(),
                List.of(),
                new Counts(0, 0),
                Optional.empty(),
                Report.UNKNOWN);

        // Then
        assertThat(pretty(StatusEndpoint.json(document))).isEqualTo(expected("status-of-a-new-receiver.json"));
    }

    @ParameterizedTest(name = "{0}, {1}, takes webhooks: {2}")
    @CsvSource({
        "Present, WATCHING, true,  Running",
        "Present, WATCHING, false, Refusing",
        "Absent,  WATCHING, true,  Draining",
        "Absent,  DRAINING, false, Draining",
        "Absent,  DRAINED,  true,  Drained",
        "Present, DRAINED,  true,  Running",
    })
    void namesThePhase(String desired, Phase watched, boolean takesWebhooks, String phase) {
        // Given
        home.with("desired", desired);
        Snapshot<ReceiverConfig, Credentials> snapshot =
                new Snapshot<>(Optional.of(new InForce<>(home.config(), HASH)), Optional.empty(), Credentials.NONE);

        // When
        StatusDocument document = StatusDocument.of(
                "0.1.0",
                snapshot,
                takesWebhooks,
                OPEN,
                Optional.empty(),
                List.of(),
                new Counts(0, 0),
                Optional.empty(),
                new Report(watched, WebhookReport.UNKNOWN, TokenReport.UNKNOWN));

        // Then
        assertThat(document.phase()).isEqualTo(phase);
        assertThat(document.desired()).contains(desired);
    }

    private String json(
            Snapshot<ReceiverConfig, Credentials> snapshot,
            boolean takesWebhooks,
            Report report,
            Optional<Instant> lastDelivery) {
        return pretty(StatusEndpoint.json(StatusDocument.of(
                "0.1.0",
                snapshot,
                takesWebhooks,
                OPEN,
                lastDelivery,
                SUBSCRIPTIONS,
                new Counts(3, 1),
                Optional.of(GAP),
                report)));
    }

    /** Of files in folders that are called as the Secrets in Kubernetes are. */
    private Credentials credentials() {
        home.secret("acme-api/token", ReceiverHome.API_TOKEN)
                .with("api", "{ tokenFiles: [ secrets/acme-api/token ] }")
                .withoutSecret("verify-token")
                .secret("access-token", "");
        Configuration configuration = home.configuration();
        configuration.stop();
        Credentials read = configuration.current().credentials();
        return new Credentials(
                read.appSecrets(),
                read.deliveryKeys(),
                read.accessToken(),
                read.verifyTokens(),
                read.apiTokens(),
                read.sinks(),
                read.states(),
                NOW.minusSeconds(3600));
    }

    private static String pretty(String json) {
        try {
            JsonMapper mapper = new JsonMapper();
            return mapper.readTree(json).toPrettyString() + "\n";
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String expected(String name) {
        try (InputStream in = StatusDocumentTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
