package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which lanes wait with a first event that has failed lastingly: good endpoints have some that fail once. Used by one thread. */
final class Failing {

    private final Set<Lane> here = new HashSet<>();

    /** The last of those that were in the table only when it was looked through. Until that is reached, at least this one waits. */
    private Optional<Waiting> inTable = Optional.empty();

    /** Whether one has left for the table since then. */
    private boolean hasLeft;

    boolean isAny() {
        return hasLeft || inTable.isPresent() || !here.isEmpty();
    }

    void add(Lane lane) {
        here.add(lane);
    }

    /** Its first event is delivered or given up. */
    void remove(Lane lane) {
        here.remove(lane);
    }

    /** It is in the table only from now on. */
    void leaves(Lane lane) {
        hasLeft |= here.remove(lane);
    }

    /** The table was looked through, for lanes that are not here. */
    void lookedThrough(Optional<Waiting> last) {
        inTable = last;
        hasLeft = false;
    }

    /** A lane is read from the table, in the order of the keys. */
    void reached(String key) {
        inTable = inTable.filter(last -> !last.lane().equals(key));
    }
}
