import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the receiver's log costs without all that is in front of it: processor time of its writer and of the process for each event, which
 * others on the same machine change little, and resident memory. Not a part of dev/bench; to compare two versions in turns, each in an
 * empty folder and with a million events or more. After {@code mvn package -DskipTests -pl receiver -am}:
 *
 * <pre>
 * lib=receiver/target/quarkus-app/lib
 * java $(grep -v -e '^#' -e sqlite dev/images/receiver.options) \
 *   -cp "receiver/target/classes:instagram/target/classes:$lib/main/*:$lib/boot/*" \
 *   dev/bench.d/log-writer/LogWriter.java FOLDER UPDATES EVENTS
 * </pre>
 */
public final class LogWriter {

    /** As the generator: each sends its next delivery when the last one is answered. */
    private static final int CONNECTIONS = 64;

    private static final int STEPS = 8;
    private static final int CUSTOMERS = 10_000;
    private static final String MID_PREFIX = "aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOj";

    private final Random random = new Random(1);
    private final List<String> fillers = new ArrayList<>();
    private long next = System.nanoTime();

    private LogWriter() {
        for (int i = 0; i < STEPS; i++) {
            StringBuilder filler = new StringBuilder();
            while (filler.length() < 200) {
                filler.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
            }
            fillers.add(filler.toString());
        }
    }

    public static void main(String[] arguments) throws Exception {
        new LogWriter().run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    }

    private void run(Path folder, int updates, long events) throws Exception {
        EventLog log = new EventLog(
                new SimpleMeterRegistry(), Clock.systemUTC(), () -> Runtime.getRuntime().halt(1));
        log.use(folder, Duration.ofDays(7));
        LinkedBlockingQueue<Optional<Throwable>> answers = new LinkedBlockingQueue<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            answers.add(Optional.empty());
        }
        long sent = 0;
        Reading before = Reading.now(sent);
        while (sent < events) {
            await(answers);
            log.append(delivery(updates)).whenComplete((_, error) -> answers.add(Optional.ofNullable(error)));
            sent += updates;
            if (sent - before.events >= events / STEPS) {
                Reading now = Reading.now(sent);
                now.print(before);
                before = now;
            }
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            await(answers);
        }
        log.close();
    }

    private static void await(LinkedBlockingQueue<Optional<Throwable>> answers) throws InterruptedException {
        answers.take().ifPresent(error -> {
            throw new IllegalStateException("an event was not stored", error);
        });
    }

    private List<Event> delivery(int updates) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Event> events = new ArrayList<>(updates);
        for (int i = 0; i < updates; i++) {
            events.add(event(now));
        }
        return events;
    }

    private Event event(Instant now) {
        long number = next++;
        int variant = (int) (number & (STEPS - 1));
        String mid = MID_PREFIX + Long.toString(number, 36) + fillers.get(variant).substring(0, 20 + 12 * variant);
        String customer = Long.toString(1_000_100_000_000_000L + random.nextInt(CUSTOMERS));
        String text = fillers.get(variant).substring(0, 120);
        String data = "{\"platform\":\"instagram\",\"event\":\"message.received\",\"account\":\"17841405822304914\",\"from\":\""
                + customer + "\",\"timestamp\":1747231892,\"timestamp_ms\":1747231892000,\"message\":{\"type\":\"text\",\"body\":\""
                + text + "\",\"id\":\"" + mid + "\"},\"signature_verified\":true}";
        String raw = "{\"sender\":{\"id\":\"" + customer + "\"},\"recipient\":{\"id\":\"17841405822304914\"},"
                + "\"timestamp\":1747231892000,\"message\":{\"mid\":\"" + mid + "\",\"text\":\"" + text + "\"}}";
        return new Event(
                mid + ".message",
                "message.received",
                Optional.of(customer),
                now,
                now,
                data,
                Optional.of(RawJson.of(raw.getBytes(StandardCharsets.UTF_8))));
    }

    private record Reading(long events, long nanos, long writerNanos, long processNanos) {

        static Reading now(long events) {
            return new Reading(events, System.nanoTime(), ofWriter(), ofProcess());
        }

        void print(Reading before) throws Exception {
            double count = events - before.events;
            System.out.printf(
                    Locale.ROOT,
                    "%,d events  %,.0f/s  CPU µs an event: writer %.2f, process %.2f  resident %d MiB%n",
                    events,
                    count * 1e9 / (nanos - before.nanos),
                    (writerNanos - before.writerNanos) / 1e3 / count,
                    (processNanos - before.processNanos) / 1e3 / count,
                    residentKibibytes() >> 10);
        }

        private static long ofWriter() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            for (long id : threads.getAllThreadIds()) {
                ThreadInfo info = threads.getThreadInfo(id);
                if (info != null && info.getThreadName().equals("log-writer")) {
                    return threads.getThreadCpuTime(id);
                }
            }
            throw new IllegalStateException("there is no writer");
        }

        private static long ofProcess() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        private static long residentKibibytes() throws Exception {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
