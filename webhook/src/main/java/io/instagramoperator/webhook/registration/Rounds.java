package io.instagramoperator.webhook.registration;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks at Meta round by round, in a thread of its own: again after a while, and at once when something has changed. */
public final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final String name;
    private final Pace pace;
    private final Supplier<Duration> round;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread;

    /**
     * Rounds that have not begun.
     *
     * @param name of the thread
     * @param pace that the rounds keep; only they use it
     * @param round one look; gives the time until the next
     */
    public Rounds(String name, Pace pace, Supplier<Duration> round) {
        this.name = name;
        this.pace = pace;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins with the first round. */
    public void start() {
        thread.start();
    }

    /** Ends. A call in flight is given up. */
    public void stop() {
        thread.interrupt();
    }

    /** Something has changed: the next round comes at once, however long the last one wanted to wait. */
    public void nudge() {
        nudges.release();
    }

    private void run() {
        try {
            while (true) {
                Duration wait = roundWithoutException();
                if (nudges.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                    pace.restart();
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("No more rounds of thread=%s", name);
        }
    }

    private Duration roundWithoutException() {
        try {
            return round.get();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A look at Meta failed; it is repeated thread=%s", name);
            return pace.afterRound(true, Pace.CALM);
        }
    }
}
