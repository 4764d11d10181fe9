package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects what can still be read of damaged files, and an administrator from not hearing of the rest: whatever happens to the files,
 * the log opens, goes on counting behind all that it has counted, and says what was set aside.
 */
class DamageTest {

    private final DamagedFolder damaged;

    DamageTest(@TempDir Path home) throws IOException {
        damaged = new DamagedFolder(home);
    }

    @AfterEach
    void close() {
        damaged.close();
    }

    @Test
    void saysNothingAfterAProperEnd() {
        // Given
        damaged.writeAndClose();

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).isEmpty();
        assertThat(damaged.files()).containsExactly("events.db", "events.db-shm", "events.db-wal", "lock");
    }

    @Test
    void savesWhatCanBeReadWhenPagesInTheMiddleAreBroken() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, damaged.pageOf("event1000"), DamagedFolder.PAGE);
        byte[] asItWas = Files.readAllBytes(damaged.database);
        EventLog running = damaged.open();

        // When
        assertThat(DamagedFolder.catchRead(running)).isNotNull();
        running.close();
        EventLog log = damaged.open();

        // Then
        assertThat(damaged.failures).hasPositiveValue();
        assertThat(DamagedFolder.readable(log))
                .hasSizeBetween(DamagedFolder.EVENTS - 100, DamagedFolder.EVENTS - 1)
                .doesNotHaveDuplicates();
        assertThat(log.status().message())
                .startsWith("the database was damaged (")
                .containsPattern("events were saved, missing are: \\d+")
                .contains("the old files are in " + damaged.folder.resolve("damaged-"));
        assertThat(damaged.asideFile("damaged-", "events.db")).hasBinaryContent(asItWas);
        assertThat(DamagedFolder.append(log, "next")).isEqualTo(DamagedFolder.EVENTS + 2);
        assertThat(DamagedFolder.append(log, "event0")).as("it is still known").isEqualTo(-1);
    }

    /** Meta may not have heard that it was stored, and what was not delivered is read back from its conversation. */
    @Test
    void takesWhatWasLostWhenItComesAgain() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, damaged.pageOf("event1000"), DamagedFolder.PAGE);
        assertThat(DamagedFolder.catchRead(damaged.open())).isNotNull();
        damaged.close();
        EventLog log = damaged.open();
        List<String> saved = DamagedFolder.readable(log);

        // When
        List<String> stored = IntStream.range(0, DamagedFolder.EVENTS)
                .mapToObj(i -> "event" + i)
                .filter(id -> DamagedFolder.append(log, id) > 0)
                .toList();

        // Then
        assertThat(stored).isNotEmpty().doesNotContainAnyElementsOf(saved);
        assertThat(DamagedFolder.readable(log)).hasSize(DamagedFolder.EVENTS).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatIsMissingAtTheBeginning() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, damaged.pageOf("event0"), DamagedFolder.PAGE);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).containsPattern("events were saved, missing are: 1 to \\d+;");
    }

    @Test
    void goesOnCountingFromTheBeginningWhenThereWasNothingYet() throws Exception {
        // Given
        damaged.open().close();
        DamagedFolder.overwrite(damaged.database, damaged.rootOf("consumer"), DamagedFolder.PAGE);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).contains("0 events were saved, missing are: none that is known of");
        assertThat(DamagedFolder.append(log, "next")).isEqualTo(2);
        assertThat(DamagedFolder.readable(log)).containsExactly("next");
    }

    @Test
    void neverPutsANewLogInThePlaceOfOneThatIsThere() throws Exception {
        // Given
        damaged.writeAndClose();
        Path aside = Files.createDirectory(damaged.folder.resolve("damaged-2026-11-23T12-00-00Z"));
        Files.createFile(aside.resolve("unfinished"));
        Files.createFile(aside.resolve("events.db"));

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log)).hasSize(DamagedFolder.EVENTS);
        assertThat(log.status().message()).startsWith("the database was damaged; the old files are in " + aside);
        assertThat(aside.resolve("unfinished")).doesNotExist();
    }

    @Test
    void savesWhatCanBeReadWhenAPageIsBrokenThatIsNeededAtTheStart() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, damaged.pageOfFresh(), DamagedFolder.PAGE);

        // When
        EventLog log = damaged.open();
        await().until(() -> log.state() == LogState.OPEN);

        // Then
        assertThat(DamagedFolder.readable(log)).hasSize(DamagedFolder.EVENTS);
        assertThat(log.status().message()).contains(DamagedFolder.EVENTS + " events were saved");
        assertThat(DamagedFolder.append(log, "event1000"))
                .as("it is still known")
                .isEqualTo(-1);
    }

    @Test
    void savesWhatCanBeReadOfAFileThatWasCut() throws Exception {
        // Given
        damaged.writeAndClose();
        try (RandomAccessFile file = new RandomAccessFile(damaged.database.toFile(), "rw")) {
            file.setLength(file.length() * 3 / 4);
        }

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log)).hasSizeGreaterThan(DamagedFolder.EVENTS / 2);
        assertThat(log.status().message()).contains("events were saved, missing are: ", "perhaps some at the end");
        assertThat(DamagedFolder.append(log, "next")).isGreaterThan(DamagedFolder.EVENTS);
    }

    @Test
    void startsANewLogBehindTheOldOneWhenNothingCanBeRead() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, 0, 2 * DamagedFolder.PAGE);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).contains("0 events were saved, missing are: all before this one");
        assertThat(DamagedFolder.append(log, "next")).isGreaterThan(1_000_000_000_000L);
        assertThat(damaged.asideFile("damaged-", "events.db")).exists();
    }

    @Test
    void noticesThatTheDatabaseIsGone() throws Exception {
        // Given
        damaged.writeAndClose();
        Files.delete(damaged.database);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).startsWith("the database was damaged (it is gone): 0 events were saved");
        assertThat(DamagedFolder.append(log, "next")).isGreaterThan(DamagedFolder.EVENTS);
    }

    @Test
    void keepsTheWriteAheadLogOfADatabaseThatIsGone() throws Exception {
        // Given
        damaged.writeAndKill();
        Files.delete(damaged.database);
        byte[] writeAheadLog = Files.readAllBytes(damaged.folder.resolve("events.db-wal"));

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.status().message()).startsWith("the database was damaged (it is gone)");
        assertThat(damaged.asideFile("damaged-", "events.db-wal")).hasBinaryContent(writeAheadLog);
    }

    @Test
    void goesOnSavingWhenTheProcessEndedInTheMiddleOfIt() throws Exception {
        // Given
        damaged.writeAndKill();
        Path aside = Files.createDirectory(damaged.folder.resolve("damaged-2026-11-23T12-00-00Z"));
        Files.createFile(aside.resolve("unfinished"));
        Files.move(damaged.folder.resolve("events.db-wal"), aside.resolve("events.db-wal"));

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log)).hasSize(DamagedFolder.EVENTS);
        assertThat(log.status().message())
                .startsWith("the database was damaged (the process ended while it was saved): " + DamagedFolder.EVENTS
                        + " events were saved, missing are: none that is known of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.txt", "events.db"})
    void goesOnWithTheNewLogWhenTheOldFilesAreRemovedInPart(String removed) throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, 0, 2 * DamagedFolder.PAGE);
        damaged.open().close();
        EventLog before = damaged.open();
        DamagedFolder.append(before, "after the damage");
        before.close();

        // When
        Files.delete(damaged.asideFile("damaged-", removed));
        EventLog log = damaged.open();

        // Then
        assertThat(DamagedFolder.readable(log)).contains("after the damage");
        assertThat(damaged.asideFile("damaged-", "unfinished")).doesNotExist();
    }

    @Test
    void staysWithTheMessageUntilTheOldFilesAreRemoved() throws Exception {
        // Given
        damaged.writeAndClose();
        DamagedFolder.overwrite(damaged.database, 0, 2 * DamagedFolder.PAGE);
        damaged.open().close();

        // When
        EventLog log = damaged.open();
        String message = log.status().message();
        try (Stream<Path> files = Files.walk(damaged.aside("damaged-"))) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(file -> assertThat(file.delete())
                    .isTrue());
        }

        // Then
        assertThat(message).startsWith("the database was damaged");
        assertThat(log.status().message()).isEmpty();
    }

    @Test
    void refusesToGoOnWithADiskThatDamagesFilesAgainAndAgain() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            EventLog log = damaged.open();
            DamagedFolder.append(log, "event" + i);
            log.close();
            DamagedFolder.overwrite(damaged.database, 0, 2 * DamagedFolder.PAGE);
        }
        damaged.open().close();
        DamagedFolder.overwrite(damaged.database, 0, 2 * DamagedFolder.PAGE);

        // When
        EventLog log = damaged.open();

        // Then
        assertThat(log.state()).isEqualTo(LogState.FAILED);
        assertThat(log.problem().orElseThrow()).contains("for the 4th time: have the disk replaced");
    }
}
