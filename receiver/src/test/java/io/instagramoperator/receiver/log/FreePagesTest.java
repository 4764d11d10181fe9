package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.payload.RawJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects webhooks from being refused for want of room that is there, inside the file. */
class FreePagesTest {

    private static final long MEBIBYTE = 1 << 20;
    private static final long RESERVE = 64 * MEBIBYTE;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Instant OVER = NOW.minus(RETENTION).minusSeconds(1);

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong disk = new AtomicLong(Long.MAX_VALUE / 2);
    private final OpenLog log;
    private final Expiry expiry = new Expiry(Clock.fixed(NOW, Clock.systemUTC().getZone()));

    FreePagesTest(@TempDir Path folder) throws SQLException {
        Database database = Database.open(folder);
        Connection writing = database.writer();
        FreeSpace space = new FreeSpace(() -> disk.get() - database.bytes(), RESERVE);
        Seen seen = new Seen(writing);
        WriteBack writeBack = new WriteBack(database, database.checkpointer(), failures::incrementAndGet);
        Writer writer = new Writer(
                writing,
                seen,
                space,
                new Tail(),
                writeBack,
                new SimpleMeterRegistry().timer("commit"),
                failures::incrementAndGet);
        Readers readers = new Readers(database::reader, failures::incrementAndGet);
        log = new OpenLog(folder, database, space, seen, writer, readers, writeBack);
        writer.start();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void areGivenBackWhenTheDiskHasLittleRoomHoweverFewTheyAre() throws Exception {
        // Given
        append("expired", OVER, 100);
        append("held", NOW, 1_000);
        writeBack();
        leaveOnDisk(RESERVE - MEBIBYTE / 4);
        await().until(() -> isRefused("early"));

        // Then
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            keep();
            return !isRefused("next");
        });
        assertThat(log.readers().query(Reading::bounds)).isEqualTo(new Bounds(101, 1_101));
        assertThat(failures).hasValue(0);
    }

    @Test
    void areKeptForNewEventsWhileTheDiskHasRoom() throws Exception {
        // Given
        append("expired", OVER, 100);
        append("held", NOW, 1_000);

        // When
        keep();

        // Then
        assertThat(log.readers().query(Reading::bounds)).isEqualTo(new Bounds(101, 1_100));
        assertThat(log.readers().query(FreePages::areThere)).isTrue();
    }

    @Test
    void areLeftWhereTheyAreWhenThereIsNoRoomToMoveThem() throws Exception {
        // Given
        append("expired", OVER, 100);
        append("held", NOW, 1_000);
        writeBack();
        leaveOnDisk(MEBIBYTE);
        await().until(() -> isRefused("early"));

        // When
        keep();

        // Then
        assertThat(log.readers().query(FreePages::areThere)).isTrue();
        assertThat(failures).hasValue(0);
    }

    /** As it is done every second. */
    private void keep() throws InterruptedException {
        log.tend();
        expiry.run(log, RETENTION, _ -> Long.MAX_VALUE);
    }

    private void writeBack() throws SQLException {
        try (Connection any = log.database().checkpointer();
                Statement statement = any.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void leaveOnDisk(long bytes) {
        disk.set(log.database().bytes() + bytes);
    }

    private void append(String name, Instant received, int count) {
        for (int i = 0; i < count; i++) {
            SampleEvents.done(log.writer().append(List.of(event(name + i, received))));
        }
    }

    private boolean isRefused(String id) {
        try {
            SampleEvents.done(log.writer().append(List.of(event(id, NOW))));
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof LogUnavailableException refusal && refusal.state() == LogState.FULL;
        }
    }

    private static Event event(String id, Instant received) {
        return new Event(
                id,
                "message.received",
                Optional.empty(),
                received,
                received,
                "{}",
                Optional.of(RawJson.of(new byte[10_000])));
    }
}
