package io.instagramoperator.receiver.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.event.Normalised;
import io.instagramoperator.receiver.event.Normaliser;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.reply.Reply.State;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What a process holds that sends replies, so that a test can stop it and start another on the same files. */
final class Replies {

    /** Soon enough for a test; the last one far enough for an echo to come before. */
    static final List<Duration> LOOKS = List.of(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(300));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final GraphLimits limits = new GraphLimits();

    /** For a turn to read conversations; the clock by which they are given does not go on. */
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    private final ConversationPace pace = new ConversationPace(limits, () -> Instant.EPOCH, waits::add);
    final Configuration configuration;
    final EventLog log = new EventLog(metrics);
    final ReplyStore store = new ReplyStore(log, Clock.systemUTC());
    final ReplyEnds ends = new ReplyEnds(metrics);
    final AccountStop stop = new AccountStop();
    final Settlements settlements;
    final Echoes echoes;
    final ReplySender sender;

    /** A receiver that answers through this Meta, fast enough for a test. */
    static ReceiverHome home(Path folder, FakeMeta meta) {
        return new ReceiverHome(folder)
                .with("graph", "{ url: \"" + meta.url() + "\" }")
                .with("replies", "{ perSecond: 300 }");
    }

    Replies(ReceiverHome home) {
        this(home, LOOKS);
    }

    Replies(ReceiverHome home, List<Duration> looks) {
        configuration = home.configuration();
        AccountGraph graph = new AccountGraph(metrics, limits);
        AccountToken token = new AccountToken(log);
        settlements = new Settlements(log, configuration);
        echoes = new Echoes(log, configuration, settlements, ends);
        sender = new ReplySender(
                store,
                settlements,
                ends,
                new Search(configuration, token, graph, limits, pace, store, ends, Clock.systemUTC(), looks),
                graph,
                log,
                configuration,
                token,
                stop,
                metrics,
                new BackOff(Duration.ofMillis(5), Duration.ofMillis(20), new Random(1)));
        var config = configuration.current().config().orElseThrow();
        log.use(config.store().path(), config.store().retention());
        sender.start();
        await().until(sender::isReady);
    }

    String accept(String body) {
        return accept(body, Optional.empty());
    }

    String accept(String body, Optional<String> key) {
        return ((Accepted.New) done(sender.accept(body(body), key))).reply().id();
    }

    Reply end(String id) {
        return done(sender.end(id));
    }

    State state(String id) {
        return store.find(id).orElseThrow().state();
    }

    /** As if Meta had delivered the echo of a message, with a time that tells nothing. */
    void echo(String customer, String mid, String message) {
        echo(customer, mid, message, Instant.parse("2025-05-14T14:31:32Z"));
    }

    /** As if Meta had delivered the echo of a message that was written at a time. */
    void echo(String customer, String mid, String message, Instant written) {
        deliver("\"messaging\":[" + echoItem(customer, mid, message, written) + "]");
    }

    /** The echo of a message, as Meta writes it. */
    static String echoItem(String customer, String mid, String message, Instant written) {
        return """
                {"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":%d,"message":{"mid":"%s","is_echo":true,%s}}""".formatted(FakeMeta.ACCOUNT, customer, written.toEpochMilli(), mid, message);
    }

    /** As if Meta had delivered an entry with these members. */
    void deliver(String members) {
        String delivery = """
                {"object":"instagram","entry":[{"id":"%s","time":1747231892,%s}]}""".formatted(FakeMeta.ACCOUNT, members);
        List<Event> events = Delivery.read(delivery.getBytes(UTF_8)).stream()
                .flatMap(update -> Normaliser.normalise(update, FakeMeta.ACCOUNT, Instant.now()).stream())
                .map(Normalised::event)
                .toList();
        done(echoes.append(events));
    }

    /** The data of the events on the log. */
    List<String> events(String name) {
        return ((Slice.Events) log.read(Optional.empty(), Filter.ALL, 10_000))
                .events().stream()
                        .filter(event -> event.event().equals(name))
                        .map(StoredEvent::data)
                        .toList();
    }

    double counted(String outcome) {
        return metrics.counter("instagram_replies_total", "outcome", outcome).count();
    }

    <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    void stop() {
        sender.stop();
        configuration.stop();
        log.close();
    }

    static String text(String recipient, String text) {
        return "{\"recipient\":{\"id\":\"" + recipient + "\"},\"message\":{\"text\":\"" + text + "\"}}";
    }

    static SendBody body(String json) {
        return ((SendBody.Result.Valid) SendBody.check(json.getBytes(UTF_8), false)).body();
    }
}
