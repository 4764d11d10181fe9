package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.gap.Look;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a round tells those who repair gaps. */
class LookTest {

    private final ReceiverHome home;

    LookTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
    }

    @ParameterizedTest(name = "app {0}, account {1}, access to messages off: {2}")
    @CsvSource({
        // app,      account,    off,   missing, well
        "OURS,       SUBSCRIBED, false, false,   true",
        "NONE,       SUBSCRIBED, false, true,    false",
        "FOREIGN,    SUBSCRIBED, false, true,    false",
        "AGAIN,      SUBSCRIBED, false, true,    true",
        "UNREACHED,  SUBSCRIBED, false, false,   false",
        "UNASKABLE,  SUBSCRIBED, false, false,   false",
        "OURS,       NONE,       false, true,    false",
        "OURS,       AGAIN,      false, true,    true",
        "OURS,       REFUSED,    false, false,   true",
        "OURS,       UNREACHED,  false, false,   false",
        "NONE,       UNREACHED,  false, true,    false",
        "UNREACHED,  NONE,       false, true,    false",
        "AGAIN,      UNREACHED,  false, true,    false",
        "OURS,       SUBSCRIBED, true,  true,    false",
    })
    void tellsWhatIsMissingAndWhetherAllIsWell(String app, String account, boolean off, boolean missing, boolean well) {
        // Given
        WebhookFacts facts = facts(true, app(app), account(account), off);

        // When // Then
        assertThat(WebhookAssessment.look(facts)).isEqualTo(new Look(missing, well));
    }

    @ParameterizedTest(name = "delivered: {0}")
    @CsvSource({"false, false, false", "true, false, true"})
    void knowsOfARegistrationByHandOnlyByDeliveries(boolean delivered, boolean missing, boolean well) {
        // Given
        home.with("webhook", "{ fields: [ messages ], registration: Manual }");
        WebhookFacts facts = facts(delivered, new Seen.NotAsked<>(), account("SUBSCRIBED"), false);

        // When // Then
        assertThat(WebhookAssessment.look(facts)).isEqualTo(new Look(missing, well));
    }

    @ParameterizedTest(name = "account {0}, access to messages off: {1}")
    @CsvSource({
        "SUBSCRIBED, false, false,   true",
        "NONE,       false, true,    false",
        "AGAIN,      false, true,    true",
        "UNREACHED,  false, false,   false",
        "SUBSCRIBED, true,  true,    false",
    })
    void looksAtTheAccountAloneWhenTheAppIsShared(String account, boolean off, boolean missing, boolean well) {
        // Given
        home.with("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true }");

        // When // Then
        assertThat(WebhookAssessment.look(facts(true, app("UNREACHED"), account(account), off)))
                .isEqualTo(new Look(missing, well));
    }

    private WebhookFacts facts(
            boolean delivered, Seen<Optional<AppSubscription>> app, Seen<List<SubscribedApp>> account, boolean off) {
        ReceiverConfig config = home.config();
        Optional<AppFacts> facts = WebhookCheck.wanted(config).map(wanted -> new AppFacts(wanted, delivered, app));
        boolean repaired = account.wasChanged() && !account.equals(account("REFUSED"));
        return new WebhookFacts(config, facts, account, repaired, off);
    }

    private static Seen<Optional<AppSubscription>> app(String what) {
        return switch (what) {
            case "OURS" -> Seen.of(new GraphResult.Ok<>(Optional.of(subscription(ReceiverHome.CALLBACK))));
            case "FOREIGN" -> Seen.of(new GraphResult.Ok<>(Optional.of(subscription("https://other.example.com"))));
            case "NONE" -> Seen.of(new GraphResult.Ok<>(Optional.empty()));
            case "AGAIN" ->
                new Seen.Asked<>(
                        new GraphResult.Ok<>(Optional.of(subscription(ReceiverHome.CALLBACK))),
                        Optional.of(new GraphResult.Ok<>(true)));
            case "UNREACHED" -> Seen.of(new GraphResult.Unreachable<>("no route"));
            default -> new Seen.Lacking<>("app.secretFiles gives no credential");
        };
    }

    private static Seen<List<SubscribedApp>> account(String what) {
        List<SubscribedApp> ours = List.of(new SubscribedApp(FakeMeta.APP, Set.of("messages")));
        return switch (what) {
            case "SUBSCRIBED" -> Seen.of(new GraphResult.Ok<>(ours));
            case "NONE" -> Seen.of(new GraphResult.Ok<>(List.of()));
            case "AGAIN" -> new Seen.Asked<>(new GraphResult.Ok<>(ours), Optional.of(new GraphResult.Ok<>(true)));
            case "REFUSED" ->
                new Seen.Asked<>(
                        new GraphResult.Ok<>(ours),
                        Optional.of(new GraphResult.Refused<>(new GraphError(200, 0, "no", "trace", false, 403))));
            default -> Seen.of(new GraphResult.Unreachable<>("no route"));
        };
    }

    private static AppSubscription subscription(String callback) {
        return new AppSubscription(callback, Set.of("messages", "messaging_seen"), true);
    }
}
