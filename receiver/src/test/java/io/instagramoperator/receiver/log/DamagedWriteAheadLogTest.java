package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that are whole are kept whatever became of the write-ahead log around them, and what became of it is told. */
class DamagedWriteAheadLogTest {

    private final DamagedFolder damaged;

    DamagedWriteAheadLogTest(@TempDir Path home) throws IOException {
        damaged = new DamagedFolder(home);
    }

    @AfterEach
    void close() {
        damaged.close();
    }

    @Test
    void cutsALastCommitThatWasNotFinishedAndKeepsACopy() throws Exception {
        // Given
        damaged.writeAndKill();
        Path writeAheadLog = damaged.folder.resolve("events.db-wal");
        byte[] torn = Files.readAllBytes(writeAheadLog);
        try (RandomAccessFile file = new RandomAccessFile(writeAheadLog.toFile(), "rw")) {
            file.setLength(file.length() - 100);
        }

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.bounds().last()).isEqualTo(DamagedFolder.EVENTS - 1);
        assertThat(log.status().message())
                .startsWith("the last commit was not finished, as after a power failure: ")
                .contains("nothing in them was acknowledged; a copy is in " + damaged.folder.resolve("torn-"));
        assertThat(damaged.asideFile("torn-", "events.db-wal")).hasSize(torn.length - 100);
        assertThat(DamagedFolder.append(log, "next")).isEqualTo(DamagedFolder.EVENTS);
    }

    @Test
    void keepsOnlyAFewCopiesOfUnfinishedCommits() throws Exception {
        for (int i = 0; i < 5; i++) {
            // When
            EventLog log = damaged.open();
            DamagedFolder.append(log, "event" + i);
            damaged.kill(log);
            try (RandomAccessFile file =
                    new RandomAccessFile(damaged.folder.resolve("events.db-wal").toFile(), "rw")) {
                file.setLength(file.length() - 100);
            }
        }
        damaged.open();

        // Then
        assertThat(damaged.files().stream().filter(name -> name.startsWith("torn-")))
                .hasSize(3);
    }

    @Test
    void leavesTheReserveOfTheDiskToEventsInsteadOfCopies() throws Exception {
        // Given
        damaged.writeAndKill();
        Files.createDirectory(damaged.folder.resolve("torn-2026-11-22T12-00-00Z"));
        Path writeAheadLog = damaged.folder.resolve("events.db-wal");
        try (RandomAccessFile file = new RandomAccessFile(writeAheadLog.toFile(), "rw")) {
            file.setLength(file.length() - 100);
        }
        long reserve = 1 << 20;
        long free = reserve + Files.size(writeAheadLog) - 1;

        // When
        Recovery.Findings found = Recovery.run(damaged.folder, new FreeSpace(() -> free, reserve), true);

        // Then
        assertThat(found.torn().orElseThrow())
                .startsWith("the last commit was not finished")
                .endsWith("no copy was kept, as the disk has little more room than its reserve");
        assertThat(damaged.files()).noneMatch(name -> name.startsWith("torn-"));
    }

    @Test
    void keepsWhatIsIntactAroundABrokenPageOfTheWriteAheadLog() throws Exception {
        // Given
        damaged.writeAndKill();
        damaged.breakAPageOfTheWriteAheadLog();

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log))
                .hasSizeGreaterThan(DamagedFolder.EVENTS - 200)
                .contains("event" + (DamagedFolder.EVENTS - 1));
        assertThat(log.status().message())
                .contains("was damaged", "remove that folder to end this message")
                .contains(damaged.folder.resolve("damaged-").toString());
        assertThat(damaged.asideFile("damaged-", "events.db-wal")).exists();
        assertThat(DamagedFolder.append(log, "next")).isGreaterThan(DamagedFolder.EVENTS);
    }

    /** It grows to that while somebody reads for very long. */
    @Test
    void keepsWhatIsIntactOfAWriteAheadLogOfMoreThanTwoGibibytes() throws Exception {
        // Given
        damaged.writeAndKill();
        Path writeAheadLog = damaged.breakAPageOfTheWriteAheadLog();
        try (RandomAccessFile file = new RandomAccessFile(writeAheadLog.toFile(), "rw")) {
            file.setLength((2L << 30) + 100_000);
        }

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log))
                .hasSizeGreaterThan(DamagedFolder.EVENTS - 200)
                .contains("event" + (DamagedFolder.EVENTS - 1));
        assertThat(log.status().message()).contains("was damaged", "remove that folder to end this message");
    }

    @Test
    void keepsWhatIsIntactBehindABrokenHeaderOfTheWriteAheadLog() throws Exception {
        // Given
        damaged.writeAndKill();
        DamagedFolder.overwrite(damaged.folder.resolve("events.db-wal"), 0, 512);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log)).hasSize(DamagedFolder.EVENTS);
        assertThat(log.status().message()).contains("was damaged", "remove that folder to end this message");
        assertThat(DamagedFolder.append(log, "next")).isGreaterThan(DamagedFolder.EVENTS);
    }

    @Test
    void beginsAnewWhenTheProcessEndedWhileTheWriteAheadLogWasMended() throws Exception {
        // Given
        damaged.writeAndKill();
        Path writeAheadLog = damaged.breakAPageOfTheWriteAheadLog();
        byte[] content = Files.readAllBytes(writeAheadLog);
        Path copy = Files.createDirectory(damaged.folder.resolve("damaged-2026-11-23T12-00-00Z"));
        Files.write(copy.resolve("events.db-wal"), Arrays.copyOf(content, content.length / 3));

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log))
                .hasSizeGreaterThan(DamagedFolder.EVENTS - 200)
                .contains("event" + (DamagedFolder.EVENTS - 1));
        assertThat(log.status().message()).contains("events are missing", "missing are: ");
        assertThat(damaged.asideFile("damaged-", "events.db-wal")).hasBinaryContent(content);
    }

    /** As when no thread can be had for a moment, or the disk cannot read a page of a file that is mapped. */
    @Test
    void isOpenedAfterAnErrorThatHasPassed() throws Exception {
        // Given
        damaged.writeAndKill();
        damaged.breakAPageOfTheWriteAheadLog();
        Logger logger = Logger.getLogger(Recovery.class.getName());
        Handler failing = new FailingHandler();
        logger.addHandler(failing);

        // When
        EventLog log;
        try {
            log = damaged.open();
        } finally {
            logger.removeHandler(failing);
        }

        // Then
        assertThat(log.problem().orElseThrow()).contains("cannot be opened", "passes");
        await().until(() -> log.state() == LogState.OPEN);
    }

    private static final class FailingHandler extends Handler {

        @Override
        public void publish(LogRecord message) {
            throw new VirtualMachineError("passes") {};
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
