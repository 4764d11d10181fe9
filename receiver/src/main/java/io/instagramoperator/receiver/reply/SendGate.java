package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one send pass after the other, in the order in which they came: as the {@linkplain SendPace pace} allows and so many at a time, none
 * while replies are switched off, while the credentials lack, or while the account is stopped.
 */
final class SendGate {

    private static final int MOST_AT_A_TIME = 100;

    private final Configuration configuration;
    private final AccountToken token;
    private final AccountStop stop;
    private final GraphLimits limits;
    private final SendPace pace;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition noneInFlight = lock.newCondition();
    private final Deque<Ticket> waiting = new ArrayDeque<>();

    private long tickets;
    private int inFlight;
    private boolean ended;

    SendGate(Configuration configuration, AccountToken token, AccountStop stop, GraphLimits limits, BackOff backOff) {
        this(configuration, token, stop, limits, backOff, Clock.systemUTC());
    }

    SendGate(
            Configuration configuration,
            AccountToken token,
            AccountStop stop,
            GraphLimits limits,
            BackOff backOff,
            InstantSource clock) {
        this.configuration = configuration;
        this.token = token;
        this.stop = stop;
        this.limits = limits;
        this.pace = new SendPace(backOff);
        this.clock = clock;
    }

    /** What a send that may pass is to use. */
    record Pass(AccountAccess account, ReceiverConfig config) {}

    private record Ticket(long number, Instant since, Condition turn) {}

    /**
     * Waits until a send may pass; {@link #leave} must be called after it.
     *
     * @throws InterruptedException when the gate has ended
     */
    Pass enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Ticket ticket = new Ticket(tickets++, clock.instant(), lock.newCondition());
            waiting.add(ticket);
            try {
                return pass(ticket);
            } finally {
                waiting.remove(ticket);
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    private Pass pass(Ticket ticket) throws InterruptedException {
        while (!ended) {
            Optional<Pass> allowed = allowed(configuration.current());
            if (!isFirst(ticket) || allowed.isEmpty() || inFlight >= MOST_AT_A_TIME) {
                ticket.turn.await();
                continue;
            }
            Instant now = clock.instant();
            SendPace.Limits current = new SendPace.Limits(
                    allowed.get().config().replies().perSecond(), limits.closedUntil(), limits.isBusy());
            Optional<Instant> next = pace.next(now, current, inFlight);
            if (next.isPresent() && now.isBefore(next.get())) {
                ticket.turn.await(Duration.between(now, next.get()).toNanos(), TimeUnit.NANOSECONDS);
            } else if (next.isEmpty() || !stop.mayPass()) {
                ticket.turn.await();
            } else {
                pace.goes(now, current, ticket.since);
                inFlight++;
                return allowed.get();
            }
        }
        throw new InterruptedException("no more sends");
    }

    private boolean isFirst(Ticket ticket) {
        return waiting.getFirst().number == ticket.number;
    }

    private void wakeFirst() {
        if (!waiting.isEmpty()) {
            waiting.getFirst().turn.signal();
        }
    }

    private Optional<Pass> allowed(Snapshot<ReceiverConfig, Credentials> snapshot) {
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
            if (inFlight == 0) {
                noneInFlight.signalAll();
            }
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Meta says that a limit is reached, or cannot be reached: nobody passes for a while, longer each time in a row. */
    void closeForAWhile() {
        lock.lock();
        try {
            pace.limited(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** Meta took part in a send: no limit lasts. */
    void reopen() {
        lock.lock();
        try {
            pace.judged(clock.instant());
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Something that lets pass or not has changed. */
    void wake() {
        lock.lock();
        try {
            wakeFirst();
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
            waiting.forEach(ticket -> ticket.turn.signal());
            long left = most.toNanos();
            while (inFlight > 0 && left > 0) {
                left = noneInFlight.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }
}
