package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** What a log is before it is opened, after a restart, and when its events are over their time. */
class EventLogLifeTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Path folder;
    private EventLog log = SampleEvents.log(SampleEvents.NOW);

    EventLogLifeTest(@TempDir Path folder) {
        this.folder = folder;
        log.use(folder, WEEK);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void holdsEverythingAfterARestart() {
        // Given
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("b"))));
        List<StoredEvent> before = SampleEvents.all(log, Optional.empty(), Filter.ALL);

        // When
        log.close();
        log = SampleEvents.log(SampleEvents.NOW);
        log.use(folder, WEEK);

        // Then
        assertThat(SampleEvents.all(log, Optional.empty(), Filter.ALL)).isEqualTo(before);
        assertThat(SampleEvents.done(log.append(List.of(SampleEvents.message("a"))))
                        .duplicates())
                .isEqualTo(1);
        assertThat(SampleEvents.done(log.append(List.of(SampleEvents.message("c"))))
                        .stored()
                        .getFirst()
                        .sequence())
                .isEqualTo(3);
    }

    /** Longer than SQLite itself waits. */
    @Test
    void waitsForWhoeverHoldsTheFileLocked() throws Exception {
        try (Connection other = new SQLiteConfig().createConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                Statement statement = other.createStatement()) {
            // Given
            statement.execute("BEGIN IMMEDIATE");

            // When
            CompletableFuture<Appended> appended =
                    log.append(List.of(SampleEvents.message("a"))).toCompletableFuture();
            await().during(Duration.ofSeconds(6)).until(() -> !appended.isDone());
            statement.execute("ROLLBACK");

            // Then
            assertThat(SampleEvents.done(appended).stored()).hasSize(1);
            assertThat(log.state()).isEqualTo(LogState.OPEN);
        }
    }

    /** A container may have no other folder that can be written to. */
    @Test
    void hasSQLiteSortInAFolderOfALog() throws Exception {
        try (Connection any = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                Statement statement = any.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA temp_store_directory")) {
            assertThat(row.next()).isTrue();
            assertThat(Path.of(row.getString(1))).isAbsolute();
        }
    }

    @Test
    void deletesWhatIsOverItsTimeButRemembersItForEightDays() {
        // Given
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("b"))));
        log.close();

        // When
        log = SampleEvents.log(SampleEvents.NOW.plus(WEEK).plusSeconds(1));
        log.use(folder, WEEK);
        await().until(() -> log.bounds().events() == 0);

        // Then
        assertThat(log.read(Optional.of(new Cursor(1)), Filter.ALL, 10)).isEqualTo(new Slice.Expired(new Cursor(2)));
        assertThat(log.read(Optional.empty(), Filter.ALL, 10))
                .isEqualTo(new Slice.Events(List.of(), new Cursor(2), false));
        assertThat(log.raw("a")).isEmpty();
        assertThat(SampleEvents.done(log.append(List.of(SampleEvents.message("a"))))
                        .duplicates())
                .isEqualTo(1);
    }

    /** As when no thread can be had for a moment, which is an error, too. */
    @Test
    void isStillTendedAfterAnErrorThatHasPassed() {
        // Given
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"))));
        log.close();
        AtomicBoolean failed = new AtomicBoolean();
        log = SampleEvents.log(SampleEvents.NOW.plus(WEEK).plusSeconds(1));
        log.keep(_ -> {
            if (failed.compareAndSet(false, true)) {
                throw new Error("no thread can be had now");
            }
            return Long.MAX_VALUE;
        });

        // When
        log.use(folder, WEEK);

        // Then
        await().until(() -> log.bounds().events() == 0);
        assertThat(failed).isTrue();
    }

    @Test
    void goesOnCountingAfterEverythingHasExpired() {
        // Given
        SampleEvents.done(log.append(List.of(SampleEvents.message("a"), SampleEvents.message("b"))));
        log.close();

        // When
        log = SampleEvents.log(SampleEvents.NOW.plus(Duration.ofDays(30)));
        log.use(folder, WEEK);
        await().until(() -> log.bounds().events() == 0);
        log.close();
        log = SampleEvents.log(SampleEvents.NOW.plus(Duration.ofDays(30)));
        log.use(folder, WEEK);

        // Then
        assertThat(log.newestReceived()).contains(SampleEvents.NOW);
        assertThat(SampleEvents.done(log.append(List.of(SampleEvents.message("c"))))
                        .stored()
                        .getFirst()
                        .sequence())
                .isEqualTo(3);
    }

    @Test
    void leavesANewerFormatUntouchedAndSaysSo() throws Exception {
        // Given
        log.close();
        Path file = folder.resolve("events.db");
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file);

        // When
        log = SampleEvents.log(SampleEvents.NOW);
        log.use(folder, WEEK);

        // Then
        assertThat(log.status().state()).isEqualTo(LogState.FAILED);
        assertThat(log.problem().orElseThrow())
                .contains(file.toString(), "format 99, newer than " + Format.CURRENT, "run the newer version");
        assertThatThrownBy(() -> SampleEvents.all(log, Optional.empty(), Filter.ALL))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void isUsedByOneProcessOnlyAndOpensWhenTheOtherHasEnded() {
        // Given
        EventLog second = SampleEvents.log(SampleEvents.NOW);

        // When
        second.use(folder, WEEK);

        // Then
        assertThat(second.status().state()).isEqualTo(LogState.FAILED);
        assertThat(second.problem().orElseThrow()).contains("in use by another process");
        log.close();
        await().until(() -> second.state() == LogState.OPEN);
        second.close();
    }

    @Test
    void takesNothingBeforeItIsOpen() {
        // Given
        EventLog closed = SampleEvents.log(SampleEvents.NOW);

        // Then
        assertThat(closed.state()).isEqualTo(LogState.CLOSED);
        assertThat(closed.append(List.of(SampleEvents.message("a"))).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no valid configuration");
    }
}
