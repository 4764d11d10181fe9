package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The room on the log's disk. SQLite must never find the disk full in the middle of a commit, so the last of it is kept as
 * a reserve.
 */
final class FreeSpace {

    private static final Logger LOG = Logger.getLogger(FreeSpace.class);

    /**
     * Enough for all that may still be written when no more events are accepted: a write-ahead log that has grown to 64 MiB, copied
     * into the database by its checkpoint; and one last commit of all bodies that are in memory, a quarter of the heap or 128 MiB, stored as
     * they came and normalised, first in the write-ahead log and then in the database.
     */
    private static final long RESERVE_BYTES =
            (64L << 20) + Math.min(512L << 20, Runtime.getRuntime().maxMemory());

    /** On a very small disk the reserve is not all of it. */
    private static final int SMALLEST_PART_OF_DISK = 4;

    /** A disk that takes 100 MB/s loses 10 MB in this time: well inside the reserve. */
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier usable;
    private final long reserve;
    private volatile long free;
    private volatile long checkedAt;

    FreeSpace(LongSupplier usable, long reserve) {
        this.usable = usable;
        this.reserve = reserve;
        free = usable.getAsLong();
        checkedAt = System.nanoTime();
    }

    static FreeSpace of(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        long reserve = Math.min(RESERVE_BYTES, disk.getTotalSpace() / SMALLEST_PART_OF_DISK);
        return new FreeSpace(() -> usable(disk), reserve);
    }

    /** Looks at the disk, unless that was done just now. */
    void check() {
        long now = System.nanoTime();
        if (now - checkedAt > CHECK_NANOS) {
            checkedAt = now;
            free = usable.getAsLong();
        }
    }

    /** Whether only the reserve was left at the last check. */
    boolean isLow() {
        return free < reserve;
    }

    /** Whether so many bytes could be written at the last check without touching the reserve. */
    boolean has(long bytes) {
        return free - bytes >= reserve;
    }

    /** What was free at the last check. */
    long bytes() {
        return free;
    }

    private static long usable(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            // A disk that cannot even be asked is no disk to acknowledge events on.
            LOG.warnf(e, "The room on the log's disk is unknown; taken to be none");
            return 0;
        }
    }
}
