package io.instagramoperator.receiver.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the next send may go: at a steady pace, at half of it while Meta's limit is near, and not at all while a limit lasts. After
 * one was met, a single send goes first: if that fares the same, the others have not made it worse. Has no clock and no threads.
 */
final class SendPace {

    /** How late a send may be, because the machine is slow, without the next ones being late too. */
    private static final Duration SLACK = Duration.ofMillis(50);

    private final BackOff backOff;

    private Instant lastSlot = Instant.EPOCH;
    private Instant heldSince = Instant.EPOCH;
    private Instant heldUntil = Instant.EPOCH;
    private int limitsInARow;
    private boolean oneAtATime;

    SendPace(BackOff backOff) {
        this.backOff = backOff;
    }

    /**
     * What is to be obeyed now.
     *
     * @param perSecond the account's own limit, 1 or more
     * @param closedUntil until when Meta has told that she takes nothing
     * @param busy whether Meta's limit is near
     */
    record Limits(int perSecond, Instant closedUntil, boolean busy) {

        private Duration distance() {
            return Duration.ofSeconds(1).multipliedBy(busy ? 2 : 1).dividedBy(perSecond);
        }
    }

    /**
     * When the next send may go, perhaps in the past.
     *
     * @param inFlight how many are on their way
     * @return empty if first those on their way have to come back
     */
    Optional<Instant> next(Instant now, Limits limits, int inFlight) {
        if (now.isBefore(lastSlot) || now.isBefore(heldSince)) {
            // The clock was set back. Waiting for it to come up again might take for ever.
            lastSlot = now;
            heldSince = now;
            heldUntil = now;
        }
        if (now.isBefore(limits.closedUntil())) {
            oneAtATime = true;
        }
        return oneAtATime && inFlight > 0
                ? Optional.empty()
                : Stream.of(lastSlot.plus(limits.distance()), heldUntil, limits.closedUntil())
                        .max(Instant::compareTo);
    }

    /**
     * One goes.
     *
     * @param waitingSince since when it has been its turn, or it has been waiting for that
     */
    void goes(Instant now, Limits limits, Instant waitingSince) {
        Instant slot = lastSlot.plus(limits.distance());
        boolean wasDue = waitingSince.isBefore(slot) && slot.isAfter(now.minus(SLACK));
        lastSlot = wasDue ? slot : now;
    }

    /** One met a limit of Meta's, or did not reach her: nobody goes for a while, longer each time in a row. */
    void limited(Instant now) {
        // Sends that were on their way together meet the same limit: that counts once.
        if (!now.isBefore(heldUntil)) {
            limitsInARow++;
            heldSince = now;
            heldUntil = now.plus(backOff.after(limitsInARow));
            oneAtATime = true;
        }
    }

    /** Meta judged one. If that was sent before the limit was met, it tells nothing. */
    void judged(Instant now) {
        if (!now.isBefore(heldUntil)) {
            limitsInARow = 0;
            oneAtATime = false;
        }
    }
}
