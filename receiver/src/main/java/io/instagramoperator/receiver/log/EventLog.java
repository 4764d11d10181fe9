package io.instagramoperator.receiver.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of this receiver. It opens when the configuration says where it is; until then, and when it cannot be opened or its
 * disk is full, it takes no events and says why.
 */
@Singleton
public final class EventLog {

    private static final Logger LOG = Logger.getLogger(EventLog.class);
    private static final long TICK_MILLIS = 1_000;

    /** Well within the time that a process has to start. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Runnable onFailure;
    private final Timer commitTimer;
    private final Tail tail = new Tail();
    private final Thread keeper =
            Thread.ofPlatform().name("log-keeper").daemon().unstarted(this::keep);

    private final Expiry expiry;

    private volatile @Nullable OpenLog open;
    private volatile @Nullable Wanted wanted;
    private volatile LogUnavailableException unavailable = new LogUnavailableException(
            LogState.CLOSED, "the log is not open: there is no valid configuration, or it is still looked at or saved");

    private final AtomicBoolean keeping = new AtomicBoolean();
    private volatile Needed needed = _ -> Long.MAX_VALUE;

    /** Tells what the retention has to leave. */
    @FunctionalInterface
    public interface Needed {

        /**
         * The sequence of the first event that somebody still needs, however old it is; {@code Long.MAX_VALUE} if nobody needs any. Asked
         * once a second and more.
         */
        long first(Connection connection) throws SQLException;
    }

    private record Wanted(Path folder, Duration retention) {}

    /** Ends the process when a write fails. */
    @Inject
    public EventLog(MeterRegistry metrics) {
        this(metrics, new SettledTime(InstantSource.system(), System::nanoTime), () -> Runtime.getRuntime()
                .halt(1));
    }

    /**
     * A log for tests.
     *
     * @param clock decides what is over its time
     * @param onFailure called once a write has failed, when nothing more is acknowledged
     */
    public EventLog(MeterRegistry metrics, InstantSource clock, Runnable onFailure) {
        this.expiry = new Expiry(clock);
        this.onFailure = onFailure;
        this.commitTimer = LogMetrics.commits(metrics);
        LogMetrics.gauges(metrics, this::status);
    }

    /**
     * Says where the log is and how long events can be read. Opens it now, and waits for that for {@link #LONGEST_WAIT}: one that has to be
     * looked at as a whole, or saved, takes longer. If it fails, again every second. Another folder than that of a log that is open is not
     * taken up.
     */
    public void use(Path folder, Duration retention) {
        wanted = new Wanted(folder, retention);
        Thread opening = Thread.ofPlatform().name("log-open").daemon().start(this::tryToOpen);
        try {
            opening.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (keeping.compareAndSet(false, true)) {
            keeper.start();
        }
    }

    /** Has the retention leave what somebody still needs. */
    public void keep(Needed needed) {
        this.needed = needed;
    }

    /** Commits what has been accepted, and ends. */
    public synchronized void close() {
        wanted = null;
        unavailable = new LogUnavailableException(LogState.CLOSED, "the log is closed");
        keeper.interrupt();
        OpenLog log = open;
        open = null;
        if (log != null) {
            log.close();
        }
        tail.close();
    }

    /**
     * Appends the events that the log has not seen before, all or none.
     *
     * @return completed on the thread that writes, after the disk has them: hand over and return. Fails with {@link
     *     LogUnavailableException} if they are not stored
     */
    public CompletionStage<Appended> append(List<Event> events) {
        OpenLog log = open;
        return log == null
                ? CompletableFuture.failedFuture(unavailable)
                : log.writer().append(events);
    }

    /**
     * Writes something else, in one transaction with whatever is queued, and just as durably. Also done while the log is
     * {@linkplain LogState#FULL full}: what was accepted must be seen through. Who accepts something new asks for the
     * {@linkplain #state state} before.
     *
     * @return as with {@link #append}; fails with what the work throws, and then nothing of it is written
     */
    public <T> CompletionStage<T> write(Work<T> work) {
        OpenLog log = open;
        return log == null
                ? CompletableFuture.failedFuture(unavailable)
                : log.writer().write(work);
    }

    /**
     * Reads events in the order of acceptance. Blocks on the disk, but looks only at so many that others get their turn.
     *
     * @param after where to start; empty for the earliest event held
     * @param most how much to give
     * @throws LogUnavailableException if the log is not open
     */
    public Slice read(Optional<Cursor> after, Filter filter, PageSize most) {
        return query(connection -> Reading.slice(connection, after, filter, most));
    }

    /** As {@link #read(Optional, Filter, PageSize)}, up to so many events however large they are. */
    public Slice read(Optional<Cursor> after, Filter filter, int limit) {
        return read(after, filter, new PageSize(limit, Integer.MAX_VALUE));
    }

    /** The event with this id, if the log still holds it. Blocks on the disk. */
    public Optional<StoredEvent> find(String id) {
        return opened().find(id, Reading::event);
    }

    /** The item of the event with this id as Meta sent it, if the log still holds it. Blocks on the disk. */
    public Optional<byte[]> raw(String id) {
        return opened().find(id, Reading::raw);
    }

    /** When the newest event that Meta sent was received; empty if the log remembers none. Blocks on the disk. */
    public Optional<Instant> newestReceived() {
        return query(Reading::newestReceived);
    }

    /** What the log holds. Blocks on the disk. */
    public Bounds bounds() {
        return query(Reading::bounds);
    }

    /**
     * Reads other tables from one state of the log, without waiting for the writer. Blocks on the disk.
     *
     * @throws LogUnavailableException if the log is not open
     */
    public <T> T query(Query<T> query) {
        return opened().readers().query(query);
    }

    private OpenLog opened() {
        OpenLog log = open;
        if (log == null) {
            throw unavailable;
        }
        return log;
    }

    /** Where to wait for new events. */
    public Tail tail() {
        return tail;
    }

    /** Whether it takes events now. Cheap. */
    public LogState state() {
        OpenLog log = open;
        return log == null ? unavailable.state() : log.state();
    }

    /** Why it takes no events now, and what to do; empty while it does. Cheap. */
    public Optional<String> problem() {
        OpenLog log = open;
        if (log == null) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        }
        return switch (log.state()) {
            case OPEN -> Optional.empty();
            case FULL -> Optional.of("the disk of '" + log.folder() + "' is full; make room or enlarge it");
            case FAILED, CLOSED ->
                Optional.of("the log of '" + log.folder() + "' is no longer written; the process ends");
        };
    }

    /** What is so, with figures. Blocks on the disk. */
    public LogStatus status() {
        OpenLog log = open;
        return log == null
                ? new LogStatus(state(), problem().orElse(""), 0, 0, 0)
                : new LogStatus(
                        log.state(),
                        problem().or(log.database()::note).orElse(""),
                        log.readers().query(Reading::bounds).events(),
                        log.database().bytes(),
                        log.space().bytes());
    }

    private synchronized void tryToOpen() {
        Wanted w = wanted;
        if (w == null || open != null) {
            return;
        }
        try {
            OpenLog log = OpenLog.open(w.folder, tail, commitTimer, onFailure);
            open = log;
            Recovery.Findings found = log.database().found();
            LOG.infof(
                    "The log is open folder=%s events=%d bytes=%d clean=%s recoveredPages=%d",
                    w.folder, bounds().events(), log.database().bytes(), found.clean(), found.frames());
        } catch (LogUnavailableException e) {
            isUnavailable(e);
        } catch (RuntimeException | Error e) {
            isUnavailable(new LogUnavailableException(
                    LogState.FAILED, "store.embedded.path: '" + w.folder + "' cannot be opened: " + e, e));
        }
    }

    private void isUnavailable(LogUnavailableException e) {
        if (!String.valueOf(e.getMessage()).equals(unavailable.getMessage())) {
            LOG.error(e.getMessage(), e.getCause());
        }
        unavailable = e;
    }

    private void keep() {
        LogState before = state();
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                tryToOpen();
                tryToTend();
                LogState now = state();
                if (now != before) {
                    LOG.warnf(
                            "The log is %s, was %s problem=%s",
                            now, before, problem().orElse("none"));
                }
                before = now;
            }
        } catch (InterruptedException e) {
            LOG.debug("The log is no longer kept");
        }
    }

    private void tryToTend() throws InterruptedException {
        try {
            tend();
        } catch (RuntimeException | Error e) {
            LOG.error("The log was not tended; tried again in a second", e);
        }
    }

    private void tend() throws InterruptedException {
        OpenLog log = open;
        Wanted w = wanted;
        if (log != null && w != null) {
            log.tend();
            expiry.run(log, w.retention, needed);
        }
    }
}
