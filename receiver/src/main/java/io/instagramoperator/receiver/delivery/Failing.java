package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** With which errors events wait that have failed lastingly: good endpoints have some that fail once. Used by one thread. */
final class Failing {

    /** Of the first events of lanes, in the order in which they failed here or were read from the table. */
    private final SequencedMap<Lane, LastError> here = new LinkedHashMap<>();

    /** The last of those that were in the table only when it was looked through. Until that is reached, at least this one waits or was given up. */
    private Optional<Waiting> inTable = Optional.empty();

    /** Of one that has left for the table since then. */
    private Optional<LastError> left = Optional.empty();

    /** An error with which one waits; empty if none does. */
    Optional<LastError> lastError() {
        return Optional.ofNullable(here.lastEntry())
                .map(Map.Entry::getValue)
                .or(() -> left)
                .or(() -> inTable.flatMap(Waiting::lasting));
    }

    /** What is not of one event may be over, and does not hide what is. */
    void add(Lane lane, LastError error) {
        if (error.mayBeOfOneEvent()) {
            here.putLast(lane, error);
        }
    }

    /** Its first event is delivered or given up. */
    void remove(Lane lane) {
        here.remove(lane);
    }

    /** It is in the table only from now on. */
    void leaves(Lane lane) {
        left = Optional.ofNullable(here.remove(lane)).or(() -> left);
    }

    /** The table was looked through, for lanes that are not here. */
    void lookedThrough(Optional<Waiting> last) {
        inTable = last;
        left = Optional.empty();
    }

    /** A lane is read from the table, in the order of the keys. */
    void reached(String key) {
        inTable = inTable.filter(last -> !last.lane().equals(key));
    }
}
