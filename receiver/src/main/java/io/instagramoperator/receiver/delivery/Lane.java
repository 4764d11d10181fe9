package io.instagramoperator.receiver.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has to go one after the other: the events of one conversation that a feed has reached and not settled. */
final class Lane {

    final String key;

    /** In order; the first is under way if the lane is busy. */
    final Deque<Item> items = new ArrayDeque<>();

    boolean busy;

    /** How many follow the items, in the table of parked events. */
    long parked;

    /** Whether events were parked since its first was last looked for. */
    boolean hasGrown;

    /** Changes of its rows that are not on the disk yet. */
    int unrecorded;

    /** Events given up that are not on the disk yet. Until they are, what stands behind would overtake them after a crash. */
    int dying;

    /** Nothing is tried before, unless the endpoint turns out to be there again. */
    Instant dueAt = Instant.MIN;

    /** Nothing is tried before, as the endpoint has asked for it. */
    Instant notBefore = Instant.MIN;

    Lane(String key) {
        this.key = key;
    }

    boolean isEmpty() {
        return items.isEmpty() && parked == 0 && dying == 0;
    }

    /** Whether its next event can be sent or read. */
    boolean mayGo() {
        return dying == 0 && (!items.isEmpty() || isToBeLoaded());
    }

    /** Whether its next event was never tried. */
    boolean isUntried() {
        return !items.isEmpty() && items.getFirst().attempts() == 0;
    }

    /** Whether its next event has to be read from the table. */
    boolean isToBeLoaded() {
        return !busy && items.isEmpty() && parked > 0 && unrecorded == 0;
    }

    /** Whether the table knows all of it. */
    boolean isInTableOnly() {
        return isToBeLoaded() && dying == 0;
    }
}
