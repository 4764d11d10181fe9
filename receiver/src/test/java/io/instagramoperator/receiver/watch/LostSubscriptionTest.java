package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.Gap;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.webhook.registration.Pace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of watching that find something missing at Meta, and have it brought back what was written meanwhile. */
class LostSubscriptionTest {

    private static final String FOREIGN = "https://other.example.com/hook";

    private final FakeMeta meta = new FakeMeta();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EventLog log = new EventLog(metrics);
    private final Vertx vertx = Vertx.vertx();
    private final ReceiverHome home;
    private final Configuration configuration;
    private final Deliveries deliveries;
    private final GapRepair gaps;
    private final Watcher watcher;

    LostSubscriptionTest(@TempDir Path folder) {
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
        log.use(folder.resolve("data"), Duration.ofDays(7));
        configuration = home.configuration();
        deliveries = new Deliveries(vertx, configuration, log, metrics);
        GraphLimits limits = new GraphLimits();
        AccountGraph graph = new AccountGraph(metrics, limits);
        AccountToken token = new AccountToken(log);
        gaps = new GapRepair(configuration, token, log, graph, new ConversationPace(limits), metrics);
        watcher = new Watcher(
                configuration,
                log,
                graph,
                new AccountStop(),
                new ReplyStore(log),
                new Footprint(log),
                new TokenRefresh(token, limits),
                deliveries,
                gaps,
                Clock.systemUTC(),
                new Pace(Duration.ofMillis(20), new Random(1)));
    }

    @BeforeEach
    void start() {
        deliveries.start();
        gaps.start();
        watcher.start();
        await().until(() -> watcher.report().webhook().checkedAt().isPresent());
    }

    @AfterEach
    void stop() {
        watcher.stop();
        gaps.stop();
        configuration.stop();
        deliveries.stop();
        vertx.close();
        log.close();
        meta.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the app's subscription,     false, true",
        "the account's subscription, true,  false",
        "both,                       false, false",
    })
    void bringsBackWhatWasWrittenWhileMetaHadDropped(String what, boolean app, boolean account) {
        // Given
        if (!app) {
            meta.withCallback("", "");
        }
        meta.withAccountSubscribed(account);
        meta.conversations.customerWrote("111", "m1", "Hi", Instant.now());

        // When
        home.with("refresh", "\"now\"").file();

        // Then
        await().until(() -> state().equals(Optional.of(Gap.State.DONE)));
        assertThat(meta.callback()).isEqualTo(ReceiverHome.CALLBACK);
        assertThat(meta.accountSubscribed()).isTrue();
        assertThat(events()).extracting(StoredEvent::event).containsExactly("message.received");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"200, refused", "0, taken but never shown"})
    void looksForNothingThatAFieldMightHaveBroughtThatWasNeverOn(int code, String what) {
        // Given
        meta.always("GET /subscribed_apps", Answer.of(200, """
                {"data":[{"id":"%s","subscribed_fields":["messages"]}]}""".formatted(FakeMeta.APP)));
        if (code > 0) {
            meta.always("POST /subscribed_apps", Answer.error(403, code, 0));
        }

        // When
        home.withInstagramLogin()
                .with("app", "{ id: \"" + FakeMeta.APP + "\", secretFiles: [ secrets/app-secret ], shared: true }")
                .with("webhook", "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", fields: [ messages, comments ] }")
                .file();
        await().until(() -> subscriptions() > 0);
        long before = subscriptions();
        home.with("refresh", "\"again\"").file();

        // Then
        await().until(() -> subscriptions() > before);
        assertThat(state()).isEmpty();
    }

    /** How often the account was to be subscribed. */
    private long subscriptions() {
        return meta.requests.stream()
                .map(FakeMeta.Request::operation)
                .filter(operation -> operation.startsWith("POST") && operation.endsWith("/subscribed_apps"))
                .count();
    }

    @Test
    void bringsBackWhatWasWrittenWhileTheAccountWasOffASharedApp() {
        // Given
        shareTheApp();
        meta.withAccountSubscribed(false);
        meta.conversations.customerWrote("111", "m1", "Hi", Instant.now());

        // When
        home.with("refresh", "\"now\"").file();

        // Then
        await().until(() -> state().equals(Optional.of(Gap.State.DONE)));
        assertThat(meta.accountSubscribed()).isTrue();
        assertThat(events()).extracting(StoredEvent::event).containsExactly("message.received");
    }

    @Test
    void seesNoGapInTheCallbackOfASharedApp() {
        // Given
        shareTheApp();
        meta.withCallback(FOREIGN, "messages");
        Optional<Instant> before = watcher.report().webhook().checkedAt();

        // When
        home.with("refresh", "\"now\"").file();

        // Then
        await().until(() -> !watcher.report().webhook().checkedAt().equals(before));
        assertThat(state()).isEmpty();
        assertThat(meta.callback()).isEqualTo(FOREIGN);
    }

    @Test
    void bringsBackWhatWasWrittenWhileTheCallbackOfASharedAppWasLostWhenItIsToldOfIt() {
        // Given
        shareTheApp();
        Instant from = Instant.now();
        meta.conversations.customerWrote("111", "m1", "Hi", Instant.now());

        // When
        shareTheApp(", outage: { from: \"" + from + "\", to: \"" + Instant.now() + "\" }");

        // Then
        await().until(() -> state().equals(Optional.of(Gap.State.DONE)));
        assertThat(gaps.last().orElseThrow().began()).isEqualTo(from.truncatedTo(ChronoUnit.MILLIS));
        assertThat(events()).extracting(StoredEvent::event).containsExactly("message.received");
    }

    private void shareTheApp() {
        shareTheApp("");
    }

    private void shareTheApp(String more) {
        home.with("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true" + more + " }")
                .file();
        await().until(() -> watcher.report().webhook().shared());
    }

    @Test
    void bringsBackWhatWentToAForeignCallbackOnceItIsTakenOver() {
        // Given
        meta.withCallback(FOREIGN, "messages");
        home.with("refresh", "\"now\"").file();
        await().until(() -> state().equals(Optional.of(Gap.State.OPEN)));
        meta.conversations.customerWrote("111", "m1", "Hi", Instant.now());

        // When
        home.with(
                        "webhook",
                        "{ callbackUrl: \"" + ReceiverHome.CALLBACK
                                + "\", fields: [ messages, messaging_seen ], takeOver: true }")
                .file();

        // Then
        await().until(() -> state().equals(Optional.of(Gap.State.DONE)));
        assertThat(events()).hasSize(1);
    }

    @Test
    void seesNoGapAtTheFirstStartAndNoneInWhatIsNotWanted() {
        // Given
        Optional<Gap.State> atFirst = state();
        home.with("desired", "Absent").file();
        await().until(() -> watcher.report().phase() == Report.Phase.DRAINED);
        meta.conversations.customerWrote("111", "m1", "Hi", Instant.now());

        // When
        home.with("desired", "Present").file();
        await().until(() -> watcher.report().webhook().accountSubscribed().equals(Optional.of(true)));

        // Then
        assertThat(atFirst).isEmpty();
        assertThat(state()).isEmpty();
        assertThat(events()).isEmpty();
    }

    private Optional<Gap.State> state() {
        return gaps.last().map(Gap::state);
    }

    private List<StoredEvent> events() {
        return ((Slice.Events) log.read(Optional.empty(), Filter.ALL, 100)).events();
    }
}
