package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.Access;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphAccess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one send pass after the other: at most so many per second and so many at a time, none while replies are switched off, while the
 * credentials lack, while the account is stopped, or while a limit of Meta's lasts.
 */
final class SendGate {

    private static final int MOST_AT_A_TIME = 100;

    private final Configuration configuration;
    private final AccountToken token;
    private final AccountStop stop;
    private final BackOff backOff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private int inFlight;
    private int limitsInARow;
    private long closedUntil = System.nanoTime();
    private long nextSlot = System.nanoTime();
    private boolean ended;

    SendGate(Configuration configuration, AccountToken token, AccountStop stop, BackOff backOff) {
        this.configuration = configuration;
        this.token = token;
        this.stop = stop;
        this.backOff = backOff;
    }

    /** What a send that may pass is to use. */
    record Pass(AccountAccess account, ReceiverConfig config) {}

    /**
     * Waits until a send may pass; {@link #leave} must be called after it.
     *
     * @throws InterruptedException when the gate has ended
     */
    Pass enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (ended) {
                    throw new InterruptedException("no more sends");
                }
                Optional<Pass> pass = allowed(configuration.current());
                if (pass.isEmpty() || inFlight >= MOST_AT_A_TIME) {
                    changed.await();
                    continue;
                }
                long wait = Math.max(closedUntil, nextSlot) - System.nanoTime();
                if (wait > 0) {
                    changed.await(wait, TimeUnit.NANOSECONDS);
                    continue;
                }
                if (!stop.mayPass()) {
                    changed.await();
                    continue;
                }
                nextSlot = System.nanoTime()
                        + TimeUnit.SECONDS.toNanos(1)
                                / pass.get().config().replies().perSecond();
                inFlight++;
                return pass.get();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Pass> allowed(Snapshot snapshot) {
        return snapshot.config().filter(c -> c.replies().enabled()).flatMap(config -> switch (GraphAccess.ofAccount(
                token.effective(snapshot))) {
            case Access.Given<AccountAccess>(AccountAccess account) -> Optional.of(new Pass(account, config));
            case Access.Lacking<AccountAccess> _ -> Optional.empty();
        });
    }

    /** A send that had passed is over. */
    void leave() {
        lock.lock();
        try {
            inFlight--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Meta says that a limit is reached, or cannot be reached: nobody passes for a while, longer each time in a row. */
    void closeForAWhile() {
        lock.lock();
        try {
            // Sends that were in flight together meet the same limit: that counts once.
            if (closedUntil - System.nanoTime() <= 0) {
                limitsInARow++;
                Duration wait = backOff.after(limitsInARow);
                closedUntil = System.nanoTime() + wait.toNanos();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Meta took part in a send: no limit lasts. */
    void reopen() {
        lock.lock();
        try {
            limitsInARow = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Something that lets pass or not has changed. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody pass any more, and waits for those who have.
     *
     * @return whether all of them are through
     */
    boolean end(Duration most) throws InterruptedException {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
            long left = most.toNanos();
            while (inFlight > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }
}
