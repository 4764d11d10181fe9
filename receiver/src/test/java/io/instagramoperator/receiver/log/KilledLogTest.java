package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects the promise that nothing acknowledged is lost, with a process that is killed in the middle of its work. */
class KilledLogTest {

    private static final int ROUNDS = 5;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 100;

    @Test
    void holdsEverythingAcknowledgedAndNothingElseInOrder(@TempDir Path folder) throws Exception {
        // Given
        List<String> acknowledged = new ArrayList<>();

        // When
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(appendUntilKilled(folder, "r" + round));
        }

        // Then
        List<StoredEvent> stored = everything(folder);
        assertThat(stored).extracting(StoredEvent::id).doesNotHaveDuplicates().containsAll(eventsOf(acknowledged));
        assertThat(stored.getLast().sequence()).isEqualTo(stored.size());
        assertThat(stored).allSatisfy(event -> assertThat(event.data()).isEqualTo("{\"id\":\"" + event.id() + "\"}"));
        assertThat(stored.stream()
                        .collect(Collectors.groupingBy(StoredEvent::conversation))
                        .values())
                .allSatisfy(conversation ->
                        assertThat(conversation).extracting(StoredEvent::id).isSorted());
    }

    private static List<String> appendUntilKilled(Path folder, String round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogWriterProcess.class.getName(),
                        folder.toString(),
                        round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The last line may have been cut.
                if (line.matches(round + "-c\\d-\\d{6}")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_KILL) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
        return acknowledged;
    }

    private static List<String> eventsOf(List<String> deliveries) {
        return deliveries.stream()
                .flatMap(delivery -> IntStream.range(0, LogWriterProcess.EVENTS_PER_DELIVERY)
                        .mapToObj(i -> "%s-%03d".formatted(delivery, i)))
                .toList();
    }

    private static List<StoredEvent> everything(Path folder) {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(folder, Duration.ofDays(7));
        try {
            return ((Slice.Events) log.read(Optional.empty(), Filter.ALL, Integer.MAX_VALUE)).events();
        } finally {
            log.close();
        }
    }
}
