package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes. It commits whatever has queued up while it was busy, so that all who wait share one fsync, and
 * completes their futures only after it. What comes while it inserts those that came before, it inserts as well.
 *
 * <p>After a failed write or fsync nobody knows what the disk holds, and asking again may be told a lie (a failed fsync
 * marks the pages clean). So there is no second try: everybody who waits gets an exception, and {@code onFailure} ends the
 * process. The next one reads what is really there.
 */
final class Writer {

    private static final Logger LOG = Logger.getLogger(Writer.class);

    /** Bounds how long the first in a batch waits for the last, and how much a commit writes at once. */
    private static final int MOST_ROWS_PER_COMMIT = 4_000;

    private final Connection connection;
    private final Transaction transaction;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollback;
    private final FreeSpace space;
    private final Tail tail;
    private final WriteBack writeBack;
    private final Timer commitTimer;
    private final Runnable onFailure;

    private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("log-writer").unstarted(this::run);
    private volatile LogState state = LogState.OPEN;

    Writer(
            Connection connection,
            Seen seen,
            FreeSpace space,
            Tail tail,
            WriteBack writeBack,
            Timer commitTimer,
            Runnable onFailure)
            throws SQLException {
        this.connection = connection;
        this.transaction = new Transaction(connection, seen);
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.savepoint = connection.prepareStatement("SAVEPOINT work");
        this.release = connection.prepareStatement("RELEASE work");
        this.rollback = connection.prepareStatement("ROLLBACK TO work");
        this.space = space;
        this.tail = tail;
        this.writeBack = writeBack;
        this.commitTimer = commitTimer;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    /** See {@link EventLog#append}. */
    CompletionStage<Appended> append(List<Event> events) {
        List<Unseen> unseen = new ArrayList<>(events.size());
        for (Event event : events) {
            unseen.add(Unseen.of(event));
        }
        return enqueue(new Pending<>(tx -> tx.appendAll(unseen), true, events.size() + 1, new CompletableFuture<>()));
    }

    /** See {@link EventLog#write}. */
    <T> CompletionStage<T> write(Work<T> work) {
        return enqueue(new Pending<>(work, false, 1, new CompletableFuture<>()));
    }

    /** {@link LogState#OPEN}, or {@link LogState#FAILED} or {@link LogState#CLOSED} once it writes no more. */
    LogState state() {
        return state;
    }

    /** Commits what has queued up, then ends. */
    void close() throws InterruptedException {
        queue.add(new Pending<>(tx -> Optional.empty(), false, 0, new CompletableFuture<>()));
        thread.join();
    }

    private <T> CompletionStage<T> enqueue(Pending<T> pending) {
        queue.add(pending);
        if (state != LogState.OPEN) {
            // The thread may have ended before it could see this one.
            refuseAll(queue, state);
        }
        return pending.future;
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(queue.take());
                commit(batch);
            } while (!batch.getLast().isEnd());
            state = LogState.CLOSED;
            refuseAll(queue, state);
            connection.close();
        } catch (SQLException | RuntimeException | Error e) {
            state = LogState.FAILED;
            LOG.fatalf(
                    e,
                    "The log cannot be written. Nothing more is acknowledged; the process ends so that a new one"
                            + " reads what the disk holds");
            batch.forEach(pending -> pending.refuse(state));
            refuseAll(queue, state);
            onFailure.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /**
     * Commits the first one and those that came with it.
     *
     * @param batch holds the first, and gets the others; the one that ends the thread is always the last
     */
    private void commit(List<Pending<?>> batch) throws SQLException {
        space.check();
        boolean full = space.isLow();
        begin();
        transaction.begin();
        List<Runnable> answers = new ArrayList<>();
        int weight = 0;
        do {
            answers.add(execute(batch.getLast(), full));
            weight += batch.getLast().weight;
        } while (weight < MOST_ROWS_PER_COMMIT && !batch.getLast().isEnd() && takeAnother(batch));
        transaction.beforeCommit();
        Timer.Sample sample = Timer.start();
        commit.execute();
        sample.stop(commitTimer);
        transaction.committed();
        answers.forEach(Runnable::run);
        List<Header> appended = transaction.appended();
        if (!appended.isEmpty()) {
            tail.committed(appended);
        }
        writeBack.committed(transaction.bytes());
    }

    /** Nothing is written yet, so whoever else holds the file locked, be it the write-back on a slow disk, is waited for. */
    private void begin() throws SQLException {
        while (true) {
            try {
                begin.execute();
                return;
            } catch (SQLiteException e) {
                if (primaryCode(e) != SQLiteErrorCode.SQLITE_BUSY.code) {
                    throw e;
                }
                LOG.warn("The log is locked, by a write-back that takes long or by another process; waiting");
            }
        }
    }

    /** Adds the next that is there, also if it came only while those before it were inserted; false if there is none. */
    private boolean takeAnother(List<Pending<?>> batch) throws SQLException {
        if (queue.isEmpty()) {
            transaction.insert();
        }
        return queue.drainTo(batch, 1) == 1;
    }

    /** Returns what to do after the commit. */
    private <T> Runnable execute(Pending<T> pending, boolean full) throws SQLException {
        if (!pending.isAppend) {
            return executeAlone(pending);
        }
        if (full) {
            return () -> pending.refuse(LogState.FULL);
        }
        T result = pending.work.run(transaction);
        return () -> pending.future.complete(result);
    }

    /** Executes foreign work, whose mistakes are its own and not a failure of the disk. */
    private <T> Runnable executeAlone(Pending<T> pending) throws SQLException {
        transaction.insert();
        int mark = transaction.mark();
        savepoint.execute();
        Runnable answer;
        try {
            T result = pending.work.run(transaction);
            answer = () -> pending.future.complete(result);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException failure && isOfTheDisk(failure)) {
                throw failure;
            }
            rollback.execute();
            transaction.undoTo(mark);
            answer = () -> pending.future.completeExceptionally(e);
        }
        release.execute();
        return answer;
    }

    /** Everything but the errors that a wrong statement or wrong values give (SQLite, "Result and Error Codes"). */
    private static boolean isOfTheDisk(SQLException e) {
        if (!(e instanceof SQLiteException)) {
            return false;
        }
        return switch (primaryCode(e)) {
            case 1, 18, 19, 20, 25 -> false; // ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE
            default -> true;
        };
    }

    private static int primaryCode(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    private static void refuseAll(LinkedBlockingQueue<Pending<?>> queue, LogState state) {
        for (Pending<?> pending = queue.poll(); pending != null; pending = queue.poll()) {
            pending.refuse(state);
        }
    }

    /**
     * Something to be written.
     *
     * @param weight about how many rows; 0 only for the one that ends the thread
     */
    private record Pending<T>(Work<T> work, boolean isAppend, int weight, CompletableFuture<T> future) {

        boolean isEnd() {
            return weight == 0;
        }

        void refuse(LogState state) {
            future.completeExceptionally(new LogUnavailableException(
                    state,
                    switch (state) {
                        case FULL -> "the log's disk is full; make room or enlarge it";
                        case FAILED -> "the log cannot be written";
                        case OPEN, CLOSED -> "the log is closed";
                    }));
        }
    }
}
