package io.instagramoperator.receiver.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The stages from the log to the applications, in a folder of their own, with a clock that can be moved. */
final class Engine implements AutoCloseable {

    static final Duration RETENTION = Duration.ofDays(1);
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of 32 bytes, more or less".getBytes(UTF_8));

    final MovableClock clock = new MovableClock();
    private final ReceiverHome home;
    private Vertx vertx = Vertx.vertx();
    private Configuration configuration;
    private EventLog log;
    private Deliveries deliveries;

    Engine(Path folder, String... subscriptions) {
        home = new ReceiverHome(folder)
                .secret("signing", SECRET)
                .secret("signing-2", SECRET)
                .with("network", "{ allow: [ 127.0.0.0/8 ] }");
        write(subscriptions);
        configuration = home.configuration();
        log = openLog();
        deliveries = begin();
    }

    /** A subscription in YAML; {@code more} are further fields of it. */
    static String subscription(String name, String url, String... more) {
        return with(name, "url: \"" + url + "\", signingSecretFiles: [ secrets/signing ]", more);
    }

    static String with(String name, String http, String... more) {
        return "{ name: " + name + ", http: { " + http + " }" + (more.length == 0 ? "" : ", " + String.join(", ", more))
                + " }";
    }

    /** Replaces all subscriptions; taken up within about a second. */
    void subscribe(String... subscriptions) {
        write(subscriptions);
        home.file();
    }

    private void write(String... subscriptions) {
        home.with("subscriptions", "[ " + String.join(", ", subscriptions) + " ]");
    }

    /** Appends events of one conversation, "-" for none; ids are e1, e2, … by sequence. */
    void append(String conversation, int events) {
        long last = log.bounds().last();
        Instant now = clock.instant();
        Optional<String> key = conversation.equals("-") ? Optional.empty() : Optional.of(conversation);
        done(log.append(IntStream.rangeClosed(1, events)
                .mapToObj(i -> new Event("e" + (last + i), "message.received", key, now, now, "{}", Optional.empty()))
                .toList()));
    }

    /** Appends events of a conversation each. */
    void appendConversations(int events) {
        long last = log.bounds().last();
        Instant now = clock.instant();
        done(log.append(IntStream.rangeClosed(1, events)
                .mapToObj(i -> "e" + (last + i))
                .map(id -> new Event(id, "message.received", Optional.of("of-" + id), now, now, "{}", Optional.empty()))
                .toList()));
    }

    /** Makes dead letters of all events, as a subscription has them that could not deliver any. */
    void giveUpAll(String subscription) {
        done(log.write(transaction -> {
            try (PreparedStatement insert = transaction
                    .connection()
                    .prepareStatement("INSERT INTO dead_letter"
                            + " SELECT ?, sequence, id, 'too old', 5, NULL, NULL, ? FROM event")) {
                insert.setString(1, subscription);
                insert.setLong(2, clock.millis());
                return insert.executeUpdate();
            }
        }));
    }

    EventLog log() {
        return log;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    DeadLetters deadLetters() {
        return new DeadLetters(log, clock);
    }

    Replays replays() {
        return new Replays(log, clock);
    }

    Standing standing(String name) {
        return deliveries.standing(name).orElseThrow();
    }

    void awaitTakenUp(String... names) {
        Arrays.stream(names)
                .forEach(name -> await().until(() -> deliveries.standing(name).isPresent()));
    }

    /** Ends without a farewell, and begins again from the disk. */
    void crash() {
        end();
        vertx = Vertx.vertx();
        configuration = home.configuration();
        log = openLog();
        deliveries = begin();
    }

    private EventLog openLog() {
        EventLog opened = new EventLog(new SimpleMeterRegistry(), clock, () -> {});
        opened.use(home.folder().resolve("data"), RETENTION);
        return opened;
    }

    private Deliveries begin() {
        Deliveries begun = new Deliveries(vertx, configuration, log, new SimpleMeterRegistry(), clock);
        begun.start();
        return begun;
    }

    private void end() {
        configuration.stop();
        log.close();
        done(vertx.close().toCompletionStage());
    }

    @Override
    public void close() {
        end();
    }

    static <T> T done(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static List<String> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "e" + i).toList();
    }

    /** Goes as time does, but for jumps. */
    static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;
        private volatile Optional<Instant> stopped = Optional.empty();

        void jump(Duration by) {
            ahead = ahead.plus(by);
            stopped = stopped.map(at -> at.plus(by));
        }

        void stop() {
            stopped = Optional.of(instant());
        }

        @Override
        public Instant instant() {
            return stopped.orElseGet(() -> Instant.now().plus(ahead));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody needs it");
        }
    }
}
