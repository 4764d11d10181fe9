package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A process that appends events until it is killed, and writes the name of each delivery to standard output once it is
 * acknowledged. Its deliveries are large, so that a commit takes long enough to be killed in.
 */
final class LogWriterProcess {

    static final int EVENTS_PER_DELIVERY = 50;

    private static final int CONVERSATIONS = 8;
    private static final byte[] RAW = " ".repeat(4_000).getBytes(UTF_8);

    private LogWriterProcess() {}

    /** Arguments: the folder of the log, and a name for this round. */
    public static void main(String[] arguments) {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(Path.of(arguments[0]), Duration.ofDays(7));
        for (int i = 0; i < CONVERSATIONS; i++) {
            String conversation = "c" + i;
            Thread.ofPlatform().start(() -> append(log, arguments[1], conversation));
        }
    }

    private static void append(EventLog log, String round, String conversation) {
        for (int i = 0; ; i++) {
            String delivery = "%s-%s-%06d".formatted(round, conversation, i);
            log.append(events(delivery, conversation)).toCompletableFuture().join();
            System.out.println(delivery);
        }
    }

    private static List<Event> events(String delivery, String conversation) {
        return IntStream.range(0, EVENTS_PER_DELIVERY)
                .mapToObj(i -> event("%s-%03d".formatted(delivery, i), conversation))
                .toList();
    }

    private static Event event(String id, String conversation) {
        Instant now = Instant.now();
        return new Event(
                id,
                "message.received",
                Optional.of(conversation),
                now,
                now,
                "{\"id\":\"" + id + "\"}",
                Optional.of(RawJson.of(RAW)));
    }
}
