package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder beside the database for files that were found broken: {@code damaged-<time>} or {@code torn-<time>}. What is damaged stays
 * until somebody removes it; of what is torn, which holds nothing acknowledged, the newest few are kept.
 */
record SetAside(Path folder) {

    static final String DATABASE = "events.db";
    static final String WRITE_AHEAD_LOG = "events.db-wal";

    private static final String DAMAGED = "damaged-";
    private static final String TORN = "torn-";
    private static final String REPORT = "report.txt";

    /** There from before the first file is moved until there is a new log and the report. */
    private static final String UNFINISHED = "unfinished";

    private static final int MOST_TORN = 3;
    private static final int MOST_DAMAGED = 3;

    /**
     * Makes room for a database that is damaged.
     *
     * @throws LogUnavailableException if that has happened too often
     */
    static SetAside damaged(Path log) throws IOException {
        return makeDamaged(log, SetAside::hasDatabase);
    }

    /** The same for a copy of a write-ahead log, after which the database may be found damaged, too. */
    static SetAside damagedWriteAheadLog(Path log) throws IOException {
        return makeDamaged(log, aside -> !aside.hasDatabase());
    }

    private static SetAside makeDamaged(Path log, Predicate<SetAside> alike) throws IOException {
        if (all(log, DAMAGED).stream().filter(alike).count() >= MOST_DAMAGED) {
            throw new LogUnavailableException(
                    LogState.FAILED,
                    "store.embedded.path: the files in '" + log + "' were found damaged for the "
                            + (MOST_DAMAGED + 1)
                            + "th time: have the disk replaced, then remove the folders " + DAMAGED + "* there");
        }
        return make(log, DAMAGED);
    }

    /** Makes room for a write-ahead log that ends in the middle of a commit. */
    static SetAside torn(Path log) throws IOException {
        removeTorn(log, MOST_TORN - 1);
        return make(log, TORN);
    }

    /** Gives back the room of all that was torn. */
    static void removeTorn(Path log) throws IOException {
        removeTorn(log, 0);
    }

    private static void removeTorn(Path log, int left) throws IOException {
        List<SetAside> torn = all(log, TORN);
        for (SetAside old : torn.subList(0, Math.max(0, torn.size() - left))) {
            old.remove();
        }
    }

    /**
     * Damaged files that somebody was about to make a new log of, or had begun to copy, when the process ended. A report that is missing
     * says little: somebody may have removed it, and the log has gone on. Only where there is no log it does.
     */
    static Optional<SetAside> unfinished(Path log) throws IOException {
        Optional<SetAside> marked = all(log, DAMAGED).stream()
                .filter(aside -> Files.exists(aside.folder.resolve(UNFINISHED)))
                .findFirst();
        return marked.isPresent()
                ? marked
                : newestDamaged(log)
                        .filter(aside -> !Files.exists(aside.folder.resolve(REPORT)))
                        .filter(aside -> aside.isOnlyCopyOf(log) || !Files.exists(log.resolve(DATABASE)));
    }

    /** What was said of the newest damage whose files are still there. */
    static Optional<String> report(Path log) throws IOException {
        Optional<Path> report =
                newestDamaged(log).map(aside -> aside.folder.resolve(REPORT)).filter(Files::exists);
        return report.isPresent() ? Optional.of(Files.readString(report.get()).strip()) : Optional.empty();
    }

    /** Whether nothing has been moved here: the files are where they were, and at most copied. */
    boolean isOnlyCopyOf(Path log) {
        return !hasDatabase()
                && (Files.exists(log.resolve(WRITE_AHEAD_LOG)) || !Files.exists(folder.resolve(WRITE_AHEAD_LOG)));
    }

    private boolean hasDatabase() {
        return Files.exists(folder.resolve(DATABASE));
    }

    void copy(Path file) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Moves the files of a log here. Can be repeated if it was not finished. */
    void moveFrom(Path log) throws IOException {
        if (!Files.exists(folder.resolve(UNFINISHED))) {
            Files.createFile(folder.resolve(UNFINISHED));
            sync(folder);
            sync(log);
        }
        // The write-ahead log first: SQLite would throw away one that it finds alone, and would not miss one that is
        // gone.
        for (String name : List.of(WRITE_AHEAD_LOG, DATABASE)) {
            if (!Files.notExists(log.resolve(name)) && Files.notExists(folder.resolve(name))) {
                Files.move(log.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        sync(folder);
        sync(log);
    }

    /** Where there was no database, puts an empty one here: whatever is in the log from now on is the new one. */
    void markAsMoved() throws IOException {
        if (!hasDatabase()) {
            Files.createFile(folder.resolve(DATABASE));
            sync(folder);
        }
    }

    /** Says what was done; with this, it is finished. */
    void finish(String report) throws IOException {
        Path file = folder.resolve(REPORT);
        Files.writeString(
                file,
                report + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SYNC);
        Files.deleteIfExists(folder.resolve(UNFINISHED));
        sync(folder);
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void remove() throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    private static Optional<SetAside> newestDamaged(Path log) throws IOException {
        List<SetAside> damaged = all(log, DAMAGED);
        return damaged.isEmpty() ? Optional.empty() : Optional.of(damaged.getLast());
    }

    private static SetAside make(Path log, String prefix) throws IOException {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new SetAside(
                Files.createDirectory(log.resolve(prefix + time.toString().replace(':', '-'))));
    }

    /** Oldest first. */
    private static List<SetAside> all(Path log, String prefix) throws IOException {
        return list(log).stream()
                .filter(path -> path.getFileName().toString().startsWith(prefix) && Files.isDirectory(path))
                .sorted()
                .map(SetAside::new)
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
