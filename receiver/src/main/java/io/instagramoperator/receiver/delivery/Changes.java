package io.instagramoperator.receiver.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is to be written together: outcomes of one feed, and how far it is then. */
final class Changes {

    /** An event that is given up, and why. */
    record Death(Item item, String reason, Instant at) {}

    final List<Item> parked = new ArrayList<>();
    final List<Item> unparked = new ArrayList<>();
    final List<Death> dead = new ArrayList<>();

    /** Lanes with an event that is given up, once for each. */
    final List<Lane> bereaved = new ArrayList<>();

    /** Lanes whose rows change. */
    final List<Lane> lanes = new ArrayList<>();

    /** Requests whose outcomes these are. */
    int outcomes;

    boolean moved;

    boolean isEmpty() {
        return outcomes == 0 && !moved && parked.isEmpty() && dead.isEmpty();
    }
}
