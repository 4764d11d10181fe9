package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported for what was seen. Each test begins with all well and changes one thing. */
class WebhookAssessmentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(300);
    private static final Set<String> FIELDS = Set.of("messages", "messaging_seen");
    private static final WebhookReport LAST = new WebhookReport(
            false,
            Optional.of(true),
            Optional.of(ReceiverHome.CALLBACK),
            new TreeSet<>(FIELDS),
            Optional.of(true),
            Optional.empty(),
            Optional.of(BEFORE));

    private final ReceiverHome home;
    private boolean delivered = true;
    private Seen<Optional<AppSubscription>> app = ok(subscription(ReceiverHome.CALLBACK));
    private Seen<List<SubscribedApp>> account = ok(List.of(new SubscribedApp("1234567890123456", Set.of("messages"))));
    private boolean messageAccessOff;
    private WebhookReport last = LAST;

    WebhookAssessmentTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
    }

    @Test
    void hasNothingToSayWhenAllIsWell() {
        // When // Then
        assertThat(assess())
                .isEqualTo(new WebhookReport(
                        false,
                        Optional.of(true),
                        Optional.of(ReceiverHome.CALLBACK),
                        new TreeSet<>(FIELDS),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.of(NOW)));
    }

    @Test
    void keepsWhatItKnewWhileMetaCannotBeAsked() {
        // Given
        app = Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com"));
        account = Seen.of(new GraphResult.Ambiguous<>("HTTP 502 without an error object"));

        // When
        WebhookReport report = assess();

        // Then
        assertThat(report.registered()).contains(true);
        assertThat(report.accountSubscribed()).contains(true);
        assertThat(report.fields()).isEqualTo(FIELDS);
        assertThat(report.checkedAt()).contains(BEFORE);
        assertReason(report, Reason.GRAPH_ERROR, "no connection to graph.facebook.com");
    }

    @Test
    void namesTheCredentialThatLacks() {
        // Given
        last = WebhookReport.UNKNOWN;
        app = new Seen.Lacking<>("app.secretFiles[0]: key 'app-secret' of 'acme' is missing; create it");
        account = new Seen.Lacking<>("accessTokenFile: …");

        // When
        WebhookReport report = assess();

        // Then
        assertThat(report.registered()).isEmpty();
        assertThat(report.accountSubscribed()).isEmpty();
        assertThat(report.checkedAt()).isEmpty();
        assertReason(report, Reason.GRAPH_ERROR, "app.secretFiles[0]: key 'app-secret' of 'acme' is missing");
    }

    @Test
    void tellsWhyTheAccountIsNotSubscribed() {
        // Given
        account = new Seen.Asked<>(
                new GraphResult.Ok<>(List.of(new SubscribedApp("999", Set.of()))),
                Optional.of(refused(200, "requires pages_manage_metadata")));

        // When
        WebhookReport report = assess();

        // Then
        assertThat(report.accountSubscribed()).contains(false);
        assertReason(report, Reason.ACCOUNT_NOT_SUBSCRIBED, "requires pages_manage_metadata");
    }

    @Test
    void tellsOfFieldsThatMetaRefuses() {
        // Given
        account = new Seen.Asked<>(
                new GraphResult.Ok<>(
                        List.of(new SubscribedApp(home.config().app().id(), Set.of("messages")))),
                Optional.of(refused(200, "requires instagram_business_manage_comments")));

        // When
        WebhookReport report = assess();

        // Then
        assertThat(report.accountSubscribed()).contains(true);
        assertReason(report, Reason.ACCOUNT_NOT_SUBSCRIBED, "requires instagram_business_manage_comments");
    }

    @Test
    void waitsForADeliveryWhenAPersonRegisters() {
        // Given
        home.with("webhook", "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", registration: Manual }");
        app = new Seen.NotAsked<>();
        delivered = false;
        last = WebhookReport.UNKNOWN;

        // When
        WebhookReport before = assess();
        delivered = true;
        WebhookReport after = assess();

        // Then
        assertThat(before.registered()).contains(false);
        assertReason(before, Reason.REGISTRATION_MANUAL, ReceiverHome.CALLBACK);
        assertThat(after.registered()).contains(true);
        assertThat(after.problem()).isEmpty();
    }

    @Test
    void tellsHowToAllowAccessToMessagesAgain() {
        // Given
        messageAccessOff = true;

        // When // Then
        assertReason(assess(), Reason.MESSAGE_ACCESS_OFF, "Allow access to messages");
    }

    @Test
    void saysNothingAboutASharedApp() {
        // Given
        home.with("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true }");
        app = ok(subscription("https://other.example.com/hook"));

        // When // Then
        assertThat(assess())
                .isEqualTo(new WebhookReport(
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        new TreeSet<>(),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.of(NOW)));
    }

    @Test
    void reportsThatTheAccountIsNotSubscribedToASharedApp() {
        // Given
        home.with("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true }");
        account = ok(List.of());

        // When // Then
        assertReason(
                assess(),
                Reason.ACCOUNT_NOT_SUBSCRIBED,
                "of account 17841405822304914 for app 1234567890123456 are off");
    }

    @Test
    void saysTheSameEachTimeThatTheSameHappens() {
        // Given
        app = Seen.of(new GraphResult.Refused<>(new GraphError(2, 0, "temporary", "trace-1", false, 500)));
        Optional<Problem> first = assess().problem();
        app = Seen.of(new GraphResult.Refused<>(new GraphError(2, 0, "temporary", "trace-2", false, 500)));

        // When
        Optional<Problem> second = assess().problem();

        // Then
        assertThat(second).isPresent().isEqualTo(first);
    }

    private WebhookReport assess() {
        ReceiverConfig config = home.config();
        Optional<AppFacts> facts = WebhookCheck.wanted(config).map(wanted -> new AppFacts(wanted, delivered, app));
        return WebhookAssessment.assess(new WebhookFacts(config, facts, account, false, messageAccessOff), last, NOW);
    }

    private static void assertReason(WebhookReport report, Reason reason, String part) {
        assertThat(report.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).contains(part);
        });
    }

    private static Optional<AppSubscription> subscription(String url) {
        return Optional.of(new AppSubscription(url, FIELDS, true));
    }

    private static <T> Seen<T> ok(T value) {
        return Seen.of(new GraphResult.Ok<>(value));
    }

    private static <T> GraphResult<T> refused(int code, String message) {
        return new GraphResult.Refused<>(new GraphError(code, 0, message, "trace", false, 400));
    }
}
