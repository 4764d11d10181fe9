package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Replays.Answer;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay is a stretch of the log, found by time, cursor or conversation. */
class ReplaysTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Clock clock = Clock.fixed(NOON.plusSeconds(3600), ZoneOffset.UTC);
    private final EventLog log;
    private final Replays replays;

    /** 10 events, received each minute from noon on, but 4 and 5 the wrong way round. */
    ReplaysTest(@TempDir Path folder) {
        log = new EventLog(new SimpleMeterRegistry(), clock, () -> {
            throw new AssertionError("no write fails here");
        });
        log.use(folder, Duration.ofDays(7));
        replays = new Replays(log, clock);
        log.append(Stream.of(0, 60, 120, 181, 180, 300, 360, 420, 480, 540)
                        .map(NOON::plusSeconds)
                        .map(time -> new Event(
                                "e" + time,
                                "message.received",
                                Optional.of("4711"),
                                Instant.EPOCH,
                                time,
                                "{}",
                                Optional.empty()))
                        .toList())
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest(name = "from {0} to {1}: behind {2} up to {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-25T12:00:00Z,     -,                        0, 10",
                "2020-01-01T00:00:00Z,     2030-01-01T00:00:00Z,     0, 10",
                "2026-11-25T12:01:00Z,     2026-11-25T12:02:00Z,     1, 2",
                "2026-11-25T12:01:00Z,     2026-11-25T12:02:00.001Z, 1, 3",
                "2026-11-25T12:01:00Z,     2026-11-25T12:02:00.0005Z, 1, 3",
                "2026-11-25T12:02:00.001Z, 2026-11-25T12:03:00.500Z, 3, 5",
                "2026-11-25T12:03:01Z,     2026-11-25T12:05:00Z,     3, 5",
                "2026-11-25T12:09:00Z,     -,                        9, 10",
            })
    void findsWhatWasReceivedInSomeTime(Instant from, Instant to, long after, long last) {
        // When
        Answer answer = replay(new Stretch.Times(from, Optional.ofNullable(to)));

        // Then
        assertThat(answer).isEqualTo(new Answer.Accepted(1, last - after));
        assertThat(rows()).containsExactly("crm 1 " + after + " " + last + " null 0");
    }

    @Test
    void findsNothingWhereNothingWasReceived() {
        assertThat(replay(new Stretch.Times(NOON.plusSeconds(1), Optional.of(NOON.plusSeconds(60)))))
                .isEqualTo(new Answer.Nothing());
        assertThat(replay(new Stretch.Times(NOON.plusSeconds(541), Optional.empty())))
                .isEqualTo(new Answer.Nothing());
        assertThat(replay(new Stretch.After(new Cursor(10)))).isEqualTo(new Answer.Nothing());
        assertThat(rows()).isEmpty();
    }

    @Test
    void takesACursorAndAConversation() {
        // When
        replay(new Stretch.After(new Cursor(4)));
        replay(new Stretch.Conversation("4711"));

        // Then
        assertThat(rows()).containsExactly("crm 1 4 10 null 0", "crm 2 0 10 4711 0");
    }

    @Test
    void tellsWhereToGoOnWhenTheCursorHasExpired() {
        assertThat(replay(new Stretch.After(new Cursor(11)))).isEqualTo(new Answer.Expired(new Cursor(0)));
    }

    @Test
    void takesNoMoreThanTheMost() {
        // Given
        IntStream.range(0, Replays.MOST).forEach(i -> replay(new Stretch.Conversation("4711")));

        // When
        Answer answer = replay(new Stretch.Conversation("4711"));

        // Then
        assertThat(answer).isEqualTo(new Answer.TooMany());
    }

    @Test
    void takesNoNumberOfAReplayOfWhichEventsStillWait() {
        // Given
        log.write(transaction -> {
                    try (var statement = transaction.connection().createStatement()) {
                        return statement.executeUpdate(
                                "INSERT INTO parked VALUES ('crm', 7, 1, '4711', 0, 1, NULL, NULL)");
                    }
                })
                .toCompletableFuture()
                .join();

        // When
        Answer answer = replay(new Stretch.After(new Cursor(4)));

        // Then
        assertThat(answer).isEqualTo(new Answer.Accepted(8, 6));
    }

    private Answer replay(Stretch stretch) {
        return replays.replay("crm", stretch).toCompletableFuture().join();
    }

    private List<String> rows() {
        return log.query(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT concat_ws(' ', subscription, replay, settled, last,"
                            + " coalesce(conversation, 'null'), length(open)) FROM replay ORDER BY replay")) {
                List<String> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
                return rows;
            }
        });
    }
}
