package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which is the last conversation in the table whose first event has failed lastingly. */
class ParkingTest {

    private static final Instant SINCE = Instant.parse("2026-11-25T12:00:00Z");

    private final EventLog log = new EventLog(new SimpleMeterRegistry());

    ParkingTest(@TempDir Path folder) {
        log.use(folder, Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest(name = "{0} attempts, the last {1} s after it was to be tried: {2}")
    @CsvSource({"2, 0, true", "2, 60, true", "1, 60, false", "2, -1, false"})
    void isOneThatHasFailedMoreThanOnceSinceItWasToBeTried(int attempts, int failedAfter, boolean isFailing) {
        // Given
        park(1, "a", attempts, failedAfter);
        park(2, "a", 0, 0);
        park(3, "b", 0, 0);

        // When // Then
        assertThat(lastFailing(Set.of()))
                .map(Waiting::lane)
                .isEqualTo(Optional.of("@a").filter(_ -> isFailing));
    }

    @Test
    void isNoneWhoseFirstEventHasNotFailed() {
        // Given: it failed, and an older one was added since
        park(1, "a", 0, 0);
        park(2, "a", 5, 60);

        // When // Then
        assertThat(lastFailing(Set.of())).isEmpty();
    }

    @Test
    void isTheLastInTheOrderInWhichLanesAreReadButForThoseThatAreKnown() {
        // Given
        park(10, "b", 2, 60);
        park(11, "a", 2, 60);
        park(9, null, 2, 60);
        park(100, null, 2, 60);

        // When // Then
        assertThat(lastFailing(Set.of())).map(Waiting::lane).contains("@b");
        assertThat(lastFailing(Set.of("@b"))).map(Waiting::lane).contains("@a");
        assertThat(lastFailing(Set.of("@a", "@b"))).map(Waiting::lane).contains("#100");
        assertThat(lastFailing(Set.of("@a", "@b", "#100"))).map(Waiting::lane).contains("#9");
    }

    private Optional<Waiting> lastFailing(Set<String> but) {
        return log.query(connection -> Parking.lastFailing(connection, "crm", 0, but));
    }

    private void park(long sequence, @Nullable String conversation, int attempts, int failedAfter) {
        String error =
                "{\"kind\":\"Status\",\"message\":\"answered 500\",\"at\":\"" + SINCE.plusSeconds(failedAfter) + "\"}";
        Engine.done(log.write(transaction -> {
            try (PreparedStatement insert = transaction
                    .connection()
                    .prepareStatement("INSERT INTO parked VALUES ('crm', 0, ?, ?, ?, ?, NULL, ?)")) {
                insert.setLong(1, sequence);
                insert.setString(2, conversation);
                insert.setLong(3, SINCE.toEpochMilli());
                insert.setInt(4, attempts);
                insert.setString(5, attempts == 0 ? null : error);
                return insert.executeUpdate();
            }
        }));
    }
}
