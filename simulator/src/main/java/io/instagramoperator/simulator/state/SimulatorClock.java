package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The time of this Meta: the real one, until somebody turns it forward. What is to be done later is done at its time, one after the
 * other, also when the clock is turned past it.
 */
@Singleton
public class SimulatorClock extends Clock {

    private record Appointment(Instant at, long number, Runnable action) {}

    /** Wake-ups come by another clock, which may be a little ahead of this one. */
    private static final Duration SLACK = Duration.ofMillis(20);

    private final Clock real = Clock.systemUTC();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PriorityQueue<Appointment> appointments =
            new PriorityQueue<>(Comparator.comparing(Appointment::at).thenComparing(Appointment::number));

    /** Read while an appointment is kept, written while the clock is turned: what goes on then is waited for. */
    private final ReadWriteLock turning = new ReentrantReadWriteLock();

    private Duration ahead = Duration.ZERO;
    private long made;

    @Override
    public synchronized Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** There are no time zones in the Graph API: all its times are UTC. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Does something later, on a thread of its own. */
    public void after(Duration pause, Runnable action) {
        synchronized (this) {
            appointments.add(new Appointment(instant().plus(pause), made++, action));
        }
        wakeAfter(pause);
    }

    /** Turns the clock forward, doing on the way what is to be done until then. Returns the new time. */
    public Instant advance(Duration by) {
        turning.writeLock().lock();
        try {
            Instant target = instant().plus(by);
            for (Optional<Appointment> next = takeUntil(target); next.isPresent(); next = takeUntil(target)) {
                turnTo(next.get().at());
                next.get().action().run();
            }
            turnTo(target);
        } finally {
            turning.writeLock().unlock();
        }
        pauses().forEach(this::wakeAfter);
        return instant();
    }

    private void wakeAfter(Duration pause) {
        CompletableFuture.delayedExecutor(Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS, threads)
                .execute(this::keepNext);
    }

    private void keepNext() {
        turning.readLock().lock();
        try {
            takeUntil(instant().plus(SLACK)).ifPresent(due -> due.action().run());
        } finally {
            turning.readLock().unlock();
        }
    }

    private synchronized Optional<Appointment> takeUntil(Instant time) {
        return Optional.ofNullable(appointments.peek())
                .filter(next -> !next.at().isAfter(time))
                .map(_ -> appointments.remove());
    }

    private synchronized void turnTo(Instant time) {
        Duration needed = Duration.between(real.instant(), time);
        ahead = needed.compareTo(ahead) > 0 ? needed : ahead;
    }

    private synchronized List<Duration> pauses() {
        Instant now = instant();
        return new ArrayList<>(appointments)
                .stream().map(next -> Duration.between(now, next.at())).toList();
    }
}
