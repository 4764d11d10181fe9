package io.instagramoperator.receiver.gap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig.Outage;
import io.instagramoperator.receiver.event.Normalised;
import io.instagramoperator.receiver.event.Normaliser;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of which only the log and the repair of gaps run, Meta's conversations, and a clock that is turned. */
final class RepairScene implements AutoCloseable {

    static final Look WELL = new Look(false, true);
    static final Look MISSING = new Look(true, false);
    static final Look RESTORED = new Look(true, true);

    final FakeMeta meta = new FakeMeta();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final ReceiverHome home;
    final Instant noon = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(12));
    private final Duration firstRetry;

    /** For a turn; the clock does not go on meanwhile. */
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    private volatile Instant now = noon;
    private EventLog log = new EventLog(metrics);
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<GapRepair> repair = Optional.empty();

    RepairScene(Path folder, Duration firstRetry) {
        this.firstRetry = firstRetry;
        home = new ReceiverHome(folder).with("graph", "{ url: \"" + meta.url() + "\" }");
        log.use(folder.resolve("data"), Duration.ofDays(7));
    }

    /** Begins with a good round at noon. */
    RepairScene start() {
        Configuration read = home.configuration();
        GraphLimits limits = new GraphLimits();
        GapRepair started = new GapRepair(
                read,
                new AccountToken(log),
                log,
                new AccountGraph(metrics, limits),
                metrics,
                () -> now,
                new ConversationPace(limits, () -> now, waits::add),
                firstRetry);
        configuration = Optional.of(read);
        repair = Optional.of(started);
        started.start();
        return this;
    }

    /** Ends as the process does, and starts again with what is on the disk. */
    void restart() {
        stop();
        log = new EventLog(metrics);
        log.use(home.folder().resolve("data"), Duration.ofDays(7));
        start();
    }

    /** A round of watching, some minutes after noon. */
    void round(int minute, Look look) {
        now = minute(minute);
        repair().saw(look);
    }

    /** The configuration says that the callback of the app, which is shared, was lost from one minute to another. */
    RepairScene lostByTheApp(int from, int to) {
        Outage outage = new Outage(minute(from), minute(to));
        home.with(
                        "app",
                        "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true,"
                                + " outage: { from: \"" + outage.from() + "\", to: \"" + outage.to() + "\" } }")
                .file();
        configuration.ifPresent(read -> await().until(() ->
                read.current().config().flatMap(config -> config.app().outage()).equals(Optional.of(outage))));
        return this;
    }

    Instant minute(int minute) {
        return noon.plus(Duration.ofMinutes(minute));
    }

    GapRepair repair() {
        return repair.orElseThrow();
    }

    Gap gap() {
        return repair().last().orElseThrow();
    }

    Gap awaitGap(Gap.State state) {
        await().until(() -> repair().last().filter(gap -> gap.state() == state).isPresent());
        return gap();
    }

    /** The webhook delivers a customer's text. */
    Appended delivered(String customer, String mid, String text, Instant time) {
        return delivered(
                "messaging",
                customer,
                FakeMeta.ACCOUNT,
                time,
                "\"message\":{\"mid\":\"" + mid + "\",\"text\":\"" + text + "\"}");
    }

    /** The webhook delivers the echo of what the account wrote. */
    Appended deliveredEcho(String customer, String mid, String text, Instant time) {
        return delivered(
                "messaging",
                FakeMeta.ACCOUNT,
                customer,
                time,
                "\"message\":{\"mid\":\"" + mid + "\",\"is_echo\":true,\"text\":\"" + text + "\"}");
    }

    /** The webhook delivers something. */
    Appended delivered(String container, String from, String to, Instant time, String content) {
        String body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"" + FakeMeta.ACCOUNT + "\",\"" + container
                + "\":[{\"sender\":{\"id\":\"" + from + "\"},\"recipient\":{\"id\":\"" + to + "\"},\"timestamp\":"
                + time.toEpochMilli() + "," + content + "}]}]}";
        Normalised event = Normaliser.normalise(
                        Delivery.read(body.getBytes(UTF_8)).getFirst(), FakeMeta.ACCOUNT, time)
                .orElseThrow();
        return log.append(List.of(event.event())).toCompletableFuture().join();
    }

    List<StoredEvent> events() {
        return ((Slice.Events) log.read(Optional.empty(), Filter.ALL, 10_000)).events();
    }

    /** Events, each as {@code message.received text}, of those that were read back with a plus before it. */
    List<String> told() {
        return events().stream()
                .map(event -> (event.data().contains("\"recovered\":true") ? "+" : "") + event.event() + " "
                        + event.data().replaceFirst(".*\"body\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** How often Meta was asked for something whose path ends so. */
    long calls(String end) {
        return meta.operations().stream().filter(o -> o.endsWith(end)).count();
    }

    private void stop() {
        repair.ifPresent(GapRepair::stop);
        configuration.ifPresent(Configuration::stop);
        log.close();
    }

    @Override
    public void close() {
        stop();
        meta.close();
    }
}
