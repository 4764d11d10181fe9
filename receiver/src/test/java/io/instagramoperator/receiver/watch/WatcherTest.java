package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.FakeMeta.Request;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.gap.GapRepair;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.graph.GraphMetrics;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.watch.Problem.Reason;
import io.instagramoperator.receiver.watch.Report.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of looking at a Meta over HTTP, and of making it so. */
class WatcherTest {

    private static final String FOREIGN = "https://other.example.com/hook";

    private final FakeMeta meta = new FakeMeta();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EventLog log = new EventLog(metrics);
    private final AccountStop stop = new AccountStop();
    private final ReceiverHome home;
    private final Vertx vertx = Vertx.vertx();
    private Optional<Deliveries> deliveries = Optional.empty();
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<Watcher> watcher = Optional.empty();

    WatcherTest(@TempDir Path folder) {
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
        log.use(folder.resolve("data"), Duration.ofDays(7));
    }

    @AfterEach
    void stop() {
        watcher.ifPresent(Watcher::stop);
        configuration.ifPresent(Configuration::stop);
        deliveries.ifPresent(Deliveries::stop);
        vertx.close();
        log.close();
        meta.close();
    }

    @Test
    void subscribesAppAndAccountAndFindsTheTokenGood() {
        // When
        start();
        awaitRound();

        // Then
        assertThat(meta.callback()).isEqualTo(ReceiverHome.CALLBACK);
        assertThat(meta.fields()).isEqualTo("messages,messaging_seen");
        assertThat(meta.accountSubscribed()).isTrue();
        assertThat(request("POST /1234567890123456/subscriptions").body())
                .contains("verify_token=" + ReceiverHome.VERIFY_TOKEN);
        assertThat(request("POST /102938475610293/subscribed_apps").query()).endsWith("subscribed_fields=messages");
        assertThat(report().webhook().registered()).contains(true);
        assertThat(report().webhook().accountSubscribed()).contains(true);
        assertThat(report().webhook().problem()).isEmpty();
        assertThat(report().token().valid()).contains(true);
        assertThat(report().token().username()).contains("acme");
        assertThat(report().token().problem()).isEmpty();
    }

    @Test
    void changesNothingThatIsAsWanted() {
        // Given
        meta.withCallback(ReceiverHome.CALLBACK, "messages,messaging_seen,standby")
                .withAccountSubscribed(true);

        // When
        start();
        awaitRound();

        // Then
        assertThat(meta.operations()).noneMatch(operation -> operation.startsWith("POST"));
        assertThat(report().webhook().fields()).containsExactly("messages", "messaging_seen", "standby");
    }

    @Test
    void subscribesAgainWhatMetaDroppedWhenAskedToLook() {
        // Given
        start();
        awaitRound();
        meta.withCallback("", "").withAccountSubscribed(false);

        // When
        home.with("refresh", "\"now\"").file();

        // Then
        await().until(() -> meta.callback().equals(ReceiverHome.CALLBACK) && meta.accountSubscribed());
    }

    @Test
    void leavesAForeignCallbackAloneUntilToldToTakeOver() {
        // Given
        meta.withCallback(FOREIGN, "messages");
        start();
        awaitRound();
        Report before = report();
        String callbackBefore = meta.callback();

        // When
        home.with("webhook", "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", fields: [ messages ], takeOver: true }")
                .file();

        // Then
        await().until(() -> meta.callback().equals(ReceiverHome.CALLBACK));
        assertThat(callbackBefore).isEqualTo(FOREIGN);
        assertThat(reason(before.webhook().problem())).contains(Reason.CALLBACK_TAKEN);
        await().until(() -> report().webhook().problem().isEmpty());
    }

    @Test
    void tellsThatTheCallbackCannotBeReachedAndTriesAgain() {
        // Given
        meta.always("POST /subscriptions", Answer.error(400, 2200, 0));

        // When
        start();
        await().until(() -> reason(report().webhook().problem()).equals(Optional.of(Reason.CALLBACK_UNREACHABLE)));
        meta.behave();

        // Then
        await().until(() -> report().webhook().registered().equals(Optional.of(true)));
    }

    @Test
    void keepsWhatItKnewDuringAnOutage() {
        // Given
        start();
        awaitRound();

        // When
        meta.always("GET /subscriptions", Answer.of(503, "<html>"))
                .always("GET /subscribed_apps", Answer.of(503, "<html>"))
                .always("GET /debug_token", Answer.of(503, "<html>"))
                .always("GET /me", Answer.of(503, "<html>"));
        home.with("refresh", "\"now\"").file();
        await().until(() -> report().webhook().problem().isPresent());
        Report during = report();
        meta.behave();

        // Then
        assertThat(during.webhook().registered()).contains(true);
        assertThat(during.token().valid()).contains(true);
        assertThat(reason(during.webhook().problem())).contains(Reason.GRAPH_ERROR);
        assertThat(reason(during.token().problem())).contains(Reason.UNVERIFIED);
        await().until(() -> report().webhook().problem().isEmpty()
                && report().token().problem().isEmpty());
    }

    @Test
    void looksAgainAtOnceWhenACredentialComes() {
        // Given
        home.withoutSecret("access-token");
        start();
        await().until(() -> report().webhook().registered().equals(Optional.of(true)));
        Report before = report();

        // When
        home.secret("access-token", ReceiverHome.ACCESS_TOKEN);

        // Then
        assertThat(reason(before.token().problem())).contains(Reason.UNVERIFIED);
        assertThat(before.token().valid()).isEmpty();
        await().until(() -> report().webhook().accountSubscribed().equals(Optional.of(true)));
    }

    @Test
    void leavesTheAppToThePersonWhoRegistersIt() {
        // Given
        home.with(
                "webhook",
                "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", fields: [ messages ], registration: Manual }");

        // When
        start();
        awaitRound();
        Report before = report();
        log.append(List.of(new Event(
                        "id",
                        "message.received",
                        Optional.empty(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "{}",
                        Optional.empty())))
                .toCompletableFuture()
                .join();

        // Then
        assertThat(reason(before.webhook().problem())).contains(Reason.REGISTRATION_MANUAL);
        await().until(() -> report().webhook().registered().equals(Optional.of(true)));
        assertThat(meta.accountSubscribed()).isTrue();
        assertThat(meta.operations()).noneMatch(operation -> operation.endsWith("/subscriptions"));
    }

    @Test
    void letsOneReplyTryAfterAStopOnceTheTokenIsGood() {
        // Given
        start();
        awaitRound();
        meta.next("GET /me", Answer.error(400, 190, 0));

        // When
        stop.stop(new GraphError(190, 0, "Error validating access token", "", false, 400));

        // Then
        await().until(() -> reason(report().token().problem()).equals(Optional.of(Reason.TOKEN_REVOKED)));
        await().until(stop::mayPass);
        stop.passed();
        await().until(() -> report().token().problem().isEmpty());
    }

    @Test
    void takesTheAccountOffMetaAndPutsItBack() {
        // Given
        start();
        awaitRound();

        // When
        home.with("desired", "Absent").file();
        await().until(() -> report().phase() == Phase.DRAINED);
        boolean accountThen = meta.accountSubscribed();
        String callbackThen = meta.callback();
        WebhookReport webhookThen = report().webhook();
        home.with("desired", "Present").file();

        // Then
        assertThat(accountThen).isFalse();
        assertThat(callbackThen).isEmpty();
        assertThat(webhookThen.registered()).contains(false);
        assertThat(webhookThen.accountSubscribed()).contains(false);
        assertThat(request("DELETE /1234567890123456/subscriptions").query()).contains("object=instagram");
        await().until(() -> report().phase() == Phase.WATCHING
                && meta.accountSubscribed()
                && !meta.callback().isEmpty());
    }

    @Test
    void leavesAForeignCallbackAloneWhenItGoes() {
        // Given
        meta.withCallback(FOREIGN, "messages").withAccountSubscribed(true);
        home.with("desired", "Absent");

        // When
        start();
        await().until(() -> report().phase() == Phase.DRAINED);

        // Then
        assertThat(meta.callback()).isEqualTo(FOREIGN);
        assertThat(meta.accountSubscribed()).isFalse();
    }

    @Test
    void triesToGoUntilMetaAnswersOrItMayLeaveTheSubscription() {
        // Given
        start();
        awaitRound();
        meta.always("DELETE /subscribed_apps", Answer.of(503, "<html>"));

        // When
        home.with("desired", "Absent").file();
        await().until(() -> report().phase() == Phase.DRAINING
                && report().webhook().problem().isPresent());
        Problem problem = report().webhook().problem().orElseThrow();
        await().until(() -> meta.operations().stream()
                        .filter(o -> o.equals("DELETE /102938475610293/subscribed_apps"))
                        .count()
                > 2);
        Phase meanwhile = report().phase();
        home.with("deletionPolicy", "Orphan").file();

        // Then
        assertThat(problem.reason()).isEqualTo(Reason.GRAPH_ERROR);
        assertThat(problem.message()).contains("account 17841405822304914", "HTTP 503", "deletionPolicy Orphan");
        assertThat(meanwhile).isEqualTo(Phase.DRAINING);
        await().until(() -> report().phase() == Phase.DRAINED);
        assertThat(meta.accountSubscribed()).isTrue();
    }

    @Test
    void goesAtOnceIfItNeverGotAsFarAsSubscribing() {
        // Given
        home.withoutSecret("access-token").withoutSecret("app-secret").with("desired", "Absent");

        // When
        start();

        // Then
        await().until(() -> report().phase() == Phase.DRAINED);
        assertThat(meta.requests).isEmpty();
    }

    @Test
    void doesNotGoIfItMayHaveSubscribedAndCannotLook() {
        // Given
        start();
        awaitRound();
        home.withoutSecret("access-token");

        // When
        home.with("desired", "Absent").file();

        // Then
        await().until(() -> report().phase() == Phase.DRAINING
                && report().webhook().problem().isPresent());
        assertThat(report().webhook().problem().orElseThrow().message())
                .contains("accessTokenFile", "is missing; create it");
    }

    @ParameterizedTest
    @CsvSource({
        "Drain,  false, false",
        "Drain,  true,  true",
        "Delete, false, true",
    })
    void waitsForTheBacklogOfSubscriptionsWhenItDrains(String policy, boolean suspended, boolean goesAtOnce) {
        // Given
        home.secret("crm", "whsec_YSBzZWNyZXQgb2YgMzIgYnl0ZXMsIG1vcmUgb3IgbGVzcw==");
        log.append(List.of(new Event(
                        "id",
                        "message.received",
                        Optional.empty(),
                        Instant.now(),
                        Instant.now(),
                        "{}",
                        Optional.empty())))
                .toCompletableFuture()
                .join();
        home.with(
                        "subscriptions",
                        "[ { name: crm, start: Earliest, suspended: " + suspended
                                + ", http: { url: \"http://127.0.0.1:9/\", signingSecretFiles: [ secrets/crm ] } } ]")
                .with("desired", "Absent")
                .with("deletionPolicy", policy);

        // When
        start();

        // Then
        if (goesAtOnce) {
            await().until(() -> report().phase() == Report.Phase.DRAINED);
        } else {
            await().untilAsserted(() -> assertThat(
                            report().webhook().problem().orElseThrow().message())
                    .contains("1 events are not delivered to subscriptions yet"));
            assertThat(report().phase()).isEqualTo(Report.Phase.DRAINING);
        }
    }

    @Test
    void asksNothingAsLongAsNothingCanBeStored() {
        // Given
        log.close();

        // When
        start();
        await().during(Duration.ofMillis(300)).until(() -> meta.requests.isEmpty());
        log.use(home.folder().resolve("data"), Duration.ofDays(7));

        // Then
        awaitRound();
    }

    private void start() {
        Configuration read = home.configuration();
        Deliveries pushing = new Deliveries(vertx, read, log, metrics);
        pushing.start();
        deliveries = Optional.of(pushing);
        GraphLimits limits = new GraphLimits();
        AccountGraph graph = new AccountGraph(new GraphMetrics(metrics), limits);
        Watcher started = new Watcher(
                read,
                log,
                graph,
                stop,
                new ReplyStore(log),
                new Footprint(log),
                pushing,
                new GapRepair(read, log, graph, limits, metrics),
                Clock.systemUTC(),
                new Pace(Duration.ofMillis(20), new Random(1)));
        configuration = Optional.of(read);
        watcher = Optional.of(started);
        started.start();
    }

    private void awaitRound() {
        await().until(() -> report().webhook().checkedAt().isPresent());
    }

    private Report report() {
        return watcher.orElseThrow().report();
    }

    private Request request(String operation) {
        return meta.requests.stream()
                .filter(r -> r.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Reason> reason(Optional<Problem> problem) {
        return problem.map(Problem::reason);
    }
}
