package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Deletes what is over its time, and gives back the room of it where that is needed; a little at a time among what others write. Only used
 * by the thread that keeps the log.
 */
final class Expiry {

    private static final Logger LOG = Logger.getLogger(Expiry.class);

    /** Then the write-back has its turn, without which the disk gets nothing and the write-ahead log grows. */
    private static final int MOST_STEPS_AT_ONCE = 10;

    /** Several times what a step writes at most: the pages that it moves, those that point to them, and the lists of both. */
    private static final long ROOM_FOR_STEP = 8L << 20;

    private final InstantSource clock;
    private final Forgetting forgetting = new Forgetting();

    Expiry(InstantSource clock) {
        this.clock = clock;
    }

    /** All events whose retention is over, and one slice of what need not be recognised any more. To be called every second. */
    void run(OpenLog log, Duration retention, EventLog.Needed needed) throws InterruptedException {
        Readers readers = log.readers();
        try {
            while (readers.query(connection -> Retention.isDue(connection, clock.instant(), retention, needed))) {
                writeAndWait(log, connection -> Retention.deleteSlice(connection, clock.instant(), retention, needed));
                giveBackIfLow(log, 1);
            }
            giveBackIfLow(log, MOST_STEPS_AT_ONCE);
            List<Long> due = readers.query(connection -> {
                List<Long> places = forgetting.due(connection, clock.instant());
                // Before they are gone: the next slice begins behind them.
                forgetting.next(connection);
                return places;
            });
            if (!due.isEmpty()) {
                writeAndWait(log, connection -> Forgetting.forget(connection, due));
            }
        } catch (ExecutionException | IllegalStateException | LogUnavailableException e) {
            LOG.errorf(e, "Events over their time were not deleted; tried again in a second");
        }
    }

    /** Not on the very last room, which the steps need themselves: a write that fails ends the process. */
    private static void giveBackIfLow(OpenLog log, int steps) throws ExecutionException, InterruptedException {
        FreeSpace space = log.space();
        for (int i = 0; i < steps && space.isLow() && space.bytes() >= ROOM_FOR_STEP; i++) {
            if (!log.readers().query(FreePages::areThere)) {
                return;
            }
            writeAndWait(log, FreePages::giveBack);
        }
    }

    private static void writeAndWait(OpenLog log, Deletion deletion) throws ExecutionException, InterruptedException {
        log.writer()
                .write(tx -> {
                    deletion.run(tx.connection());
                    return tx;
                })
                .toCompletableFuture()
                .get();
    }

    private interface Deletion {
        void run(Connection connection) throws SQLException;
    }
}
