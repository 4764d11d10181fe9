package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.DeadLetters.DeadLetter;
import io.instagramoperator.receiver.delivery.DeadLetters.Page;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was given up can be looked at and tried again, once. */
class DeadLettersTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Cursor START = new Cursor(0);
    private static final String ERROR = "{\"kind\":\"Status\",\"message\":\"500\",\"at\":\"2026-11-24T12:00:00Z\"}";

    private final EventLog log = new EventLog(new SimpleMeterRegistry());
    private final DeadLetters deadLetters = new DeadLetters(log, Clock.fixed(NOW, ZoneOffset.UTC));

    DeadLettersTest(@TempDir Path folder) {
        log.use(folder, Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void listsThemInOrderPageByPage() {
        // Given
        dead(3);

        // When
        Page first = deadLetters.list("crm", START, 2);
        Page rest = deadLetters.list("crm", first.next().orElseThrow(), 2);

        // Then
        assertThat(first.deadLetters()).extracting(DeadLetter::id).containsExactly("e1", "e2");
        assertThat(rest.deadLetters())
                .containsExactly(new DeadLetter(
                        3,
                        "e3",
                        "message.received",
                        Optional.of("4711"),
                        "too old",
                        5,
                        Optional.of(ERROR),
                        Optional.empty(),
                        NOW));
        assertThat(rest.next()).isEmpty();
        assertThat(deadLetters.list("billing", START, 2).deadLetters()).isEmpty();
    }

    @Test
    void retriesOneOnceHoweverManyAsk() {
        // Given
        dead(2);

        // When
        CompletionStage<Boolean> first = deadLetters.retry("crm", "e1");
        CompletionStage<Boolean> second = deadLetters.retry("crm", "e1");

        // Then
        assertThat(List.of(done(first), done(second))).containsExactly(true, false);
        assertThat(deadLetters.list("crm", START, 10).deadLetters())
                .extracting(DeadLetter::id)
                .containsExactly("e2");
        assertThat(number("SELECT count(*) FROM parked WHERE subscription = 'crm' AND replay = 0 AND sequence = 1"
                        + " AND conversation = '4711' AND attempts = 5 AND first_error = '" + ERROR
                        + "' AND last_error IS NULL AND since = " + NOW.toEpochMilli()))
                .isEqualTo(1);
    }

    @Test
    void doesNotRetryWhatHasExpiredMeanwhile() {
        // Given
        dead(2);
        execute("DELETE FROM event WHERE sequence = 1");

        // When
        boolean retried = done(deadLetters.retry("crm", "e1"));

        // Then
        assertThat(retried).isFalse();
        assertThat(done(deadLetters.retryAll("crm"))).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM parked WHERE sequence = 1")).isZero();
        assertThat(number("SELECT count(*) FROM dead_letter")).isZero();
    }

    @Test
    void retriesTenThousand() {
        // Given
        dead(10_000);
        execute("INSERT INTO dead_letter SELECT 'billing', sequence, id, reason, 0, NULL, NULL, died FROM dead_letter");

        // When
        int retried = done(deadLetters.retryAll("crm"));

        // Then
        assertThat(retried).isEqualTo(10_000);
        assertThat(number("SELECT count(*) FROM parked WHERE subscription = 'crm'"))
                .isEqualTo(10_000);
        assertThat(number("SELECT count(*) FROM dead_letter WHERE subscription = 'crm'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM dead_letter")).isEqualTo(10_000);
    }

    private void dead(int count) {
        Instant now = Instant.now();
        done(log.append(IntStream.rangeClosed(1, count)
                .mapToObj(i ->
                        new Event("e" + i, "message.received", Optional.of("4711"), now, now, "{}", Optional.empty()))
                .toList()));
        execute("INSERT INTO dead_letter SELECT 'crm', sequence, id, 'too old', 5, '" + ERROR + "', NULL, "
                + NOW.toEpochMilli() + " FROM event");
    }

    private void execute(String sql) {
        done(log.write(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                return statement.executeUpdate(sql);
            }
        }));
    }

    private long number(String sql) {
        return log.query(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                return row.getLong(1);
            }
        });
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
