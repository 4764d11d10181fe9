package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of a damaged write-ahead log one of all frames that can be shown to be intact, up to the last commit among them; whatever is broken
 * is left out. The pages of a commit that lost some may contradict each other: to be checked. Holds one page at a time, as the write-ahead
 * log may be larger than the memory.
 *
 * <p>If the newest frame of a page is broken, an older one must not take the place of what a checkpoint has brought into the database from
 * the broken one. SQLite does not write down durably how far the last checkpoint came, but the pages show it: it brings the newest frame of
 * each page up to the end of a commit. So if the database holds a frame of the same commit as one of this page, or of a later one, it holds
 * this page as of that time or later. And if that is none of the intact frames, it is the broken one.
 * This takes a checkpoint that had begun for one that was finished, which nearly all are; what comes of that is looked at as a whole.
 */
final class Mending {

    private final WriteAheadLog log;
    private final FileChannel database;
    private final Map<Integer, Run> newest = new HashMap<>();
    private final Set<Integer> inDatabase = new HashSet<>();

    /** The last of a commit of which the database holds a page. */
    private int lastInDatabase = -1;

    private boolean isCommitInDatabase;

    /** The last of which even the number of the page is broken: it may belong to any. */
    private int lastOfUnknownPage = -1;

    /**
     * Frames of one page with none of it broken between them, the newest that there are.
     *
     * @param isFollowedByBroken whether a newer one of the page is broken
     */
    private record Run(int first, int last, boolean isFollowedByBroken) {}

    /** Of this write-ahead log, and the database beside it. */
    Mending(WriteAheadLog log, FileChannel database) {
        this.log = log;
        this.database = database;
        // Behind the last of this log there are those of the one before, until they are overwritten: they are not
        // broken ones of this.
        int end = log.frames();
        while (end > 0 && !log.isOfThisLog(end - 1)) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (log.isIntact(i)) {
                intact(i);
            } else {
                broken(i);
            }
        }
    }

    private void broken(int i) {
        isCommitInDatabase = false;
        if (log.isOfThisLog(i)) {
            newest.computeIfPresent(log.page(i), (page, run) -> new Run(run.first, run.last, true));
        } else {
            lastOfUnknownPage = i;
        }
    }

    private void intact(int i) {
        int page = log.page(i);
        newest.compute(
                page,
                (any, run) ->
                        run == null || isFollowedByBroken(run) ? new Run(i, i, false) : new Run(run.first, i, false));
        if (fromDatabase(page).filter(log.body(i)::equals).isPresent()) {
            inDatabase.add(page);
            isCommitInDatabase = true;
        }
        if (isCommitInDatabase) {
            lastInDatabase = i;
        }
        isCommitInDatabase &= !log.isCommit(i);
    }

    private boolean isFollowedByBroken(Run run) {
        return run.isFollowedByBroken || lastOfUnknownPage > run.last;
    }

    /** Writes nothing if no commit is left. */
    void writeTo(FileChannel mended) throws IOException {
        ByteBuffer before = log.header();
        write(before, mended);
        long end = 0;
        for (int i = 0; i < log.frames(); i++) {
            if (!log.isIntact(i)) {
                continue;
            }
            before = log.frame(i, newestBody(i), before);
            write(before, mended);
            if (log.isCommit(i)) {
                end = mended.position();
            }
        }
        mended.truncate(end);
    }

    /** Put into the frame rather than left out with it, as the frame may be the mark of a commit. */
    private ByteBuffer newestBody(int i) {
        int page = log.page(i);
        Run run = newest.get(page);
        boolean isNewerInDatabase =
                run != null && isFollowedByBroken(run) && !inDatabase.contains(page) && lastInDatabase >= run.first;
        return isNewerInDatabase ? fromDatabase(page).orElse(log.body(i)) : log.body(i);
    }

    /** Empty also if the disk cannot read the page: then the write-ahead log has what there is of it. */
    private Optional<ByteBuffer> fromDatabase(int page) {
        ByteBuffer content = ByteBuffer.allocate(log.pageBytes());
        long at = (Integer.toUnsignedLong(page) - 1) * log.pageBytes();
        try {
            while (content.hasRemaining()) {
                if (database.read(content, at + content.position()) < 0) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(content.flip());
    }

    private static void write(ByteBuffer bytes, FileChannel file) throws IOException {
        for (ByteBuffer rest = bytes.duplicate(); rest.hasRemaining(); ) {
            file.write(rest);
        }
    }
}
