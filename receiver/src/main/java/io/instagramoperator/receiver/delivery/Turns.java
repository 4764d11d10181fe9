package io.instagramoperator.receiver.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Whose turn it is: lanes that may go, one after the other, and lanes that wait until they are due. Used by one thread. */
final class Turns {

    private final SequencedSet<Lane> ready = new LinkedHashSet<>();
    private final NavigableSet<Lane> waiting = new TreeSet<>(
            Comparator.<Lane, Instant>comparing(lane -> lane.dueAt).thenComparing(lane -> lane.key));

    /** It may go, after those that may already. */
    void now(Lane lane) {
        ready.add(lane);
    }

    /** It may go from then on. */
    void at(Lane lane, Instant dueAt) {
        remove(lane);
        lane.dueAt = dueAt;
        waiting.add(lane);
    }

    /** It has nothing to send any more. */
    void remove(Lane lane) {
        ready.remove(lane);
        waiting.remove(lane);
    }

    /**
     * Takes out the next lane with something to send.
     *
     * @param probe whether its event is to tell if the endpoint is there: one that has failed before may be to blame itself, so others come
     *     first; and one that waits is taken if no other may go
     */
    Optional<Lane> next(Instant now, boolean probe) {
        while (!waiting.isEmpty() && !waiting.first().dueAt.isAfter(now)) {
            ready.add(waiting.removeFirst());
        }
        if (probe) {
            untried()
                    .or(() -> ready.isEmpty() ? firstThatMayHurry(now) : Optional.empty())
                    .ifPresent(ready::addFirst);
        }
        for (int i = ready.size(); i > 0; i--) {
            Lane lane = ready.removeFirst();
            if (lane.mayGo()) {
                return Optional.of(lane);
            }
            // Its rows are being written.
            ready.add(lane);
        }
        return Optional.empty();
    }

    private Optional<Lane> untried() {
        return ready.stream().filter(lane -> lane.mayGo() && lane.isUntried()).findFirst();
    }

    private Optional<Lane> firstThatMayHurry(Instant now) {
        Optional<Lane> first =
                waiting.stream().filter(lane -> !lane.notBefore.isAfter(now)).findFirst();
        first.ifPresent(waiting::remove);
        return first;
    }

    /** When the first lane that waits is due. */
    Optional<Instant> nextDue() {
        return waiting.stream().findFirst().map(lane -> lane.dueAt);
    }

    /** None has to wait any longer than the endpoint has asked for. */
    void hurry(Instant now) {
        allDue(lane -> lane.notBefore.isAfter(now) ? lane.notBefore : now);
    }

    /** The clock was set back: what was due at a time is due now. */
    void forgetTimes(Instant now) {
        allDue(lane -> {
            lane.notBefore = Instant.MIN;
            return now;
        });
    }

    private void allDue(Function<Lane, Instant> at) {
        List<Lane> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(lane -> lane.dueAt = at.apply(lane));
        waiting.addAll(all);
    }
}
