package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The lanes of a feed, as many as there is room for. There may be more with parked events: those are in their table only, and come in
 * the order of their keys, round after round, as others leave. Lanes that failed since they came leave, too: many bad conversations must
 * not hold up the good ones behind them. Used by one thread.
 */
final class Lanes {

    /** Memory is bounded by it: a lane takes less than 1 KiB while nothing of it is under way. */
    static final int MOST = 10_000;

    /** So many make room at once, as each time costs a look into the table. */
    private static final int LEAVING_AT_ONCE = 100;

    private final int most;
    private final Turns turns;
    private final Map<String, Lane> here = new HashMap<>();

    /** Failed since they came, and may leave. */
    private final Set<Lane> failed = new LinkedHashSet<>();

    private final Failing failing = new Failing();

    /** Not here any more, but their rows are not yet written as they are to be. */
    private final Map<String, Lane> leaving = new HashMap<>();

    private boolean moreInTable;

    /** Whether one was seen and not taken in, or has left, in this round: then there has to be another. */
    private boolean missed;

    private Optional<String> readTo = Optional.empty();

    Lanes(int most, Turns turns) {
        this.most = most;
        this.turns = turns;
    }

    Optional<Lane> get(String key) {
        return Optional.ofNullable(here.get(key));
    }

    /** The keys of those that are here. */
    Set<String> keys() {
        return Set.copyOf(here.keySet());
    }

    List<Lane> all() {
        return List.copyOf(here.values());
    }

    /** There are none, in the table neither. */
    boolean isEmpty() {
        return here.isEmpty() && !moreInTable;
    }

    /** Whether there is room for events that are new: what is in the table comes first, as it may be of the same conversations. */
    boolean mayTakeNew() {
        return here.size() < most && !moreInTable;
    }

    /** The lane with a key; a new one, whose turn it is now, if there is none. */
    Lane at(String key) {
        return get(key).orElseGet(() -> {
            Lane added = add(key);
            turns.now(added);
            return added;
        });
    }

    /** It has no more events. */
    void remove(Lane lane) {
        turns.remove(lane);
        here.remove(lane.key, lane);
        failed.remove(lane);
        failing.remove(lane);
        leaves(lane);
    }

    /** A lane of which some parked events are given up although it is not here; empty if it is not in the table only. */
    Optional<Lane> passing(String key, int events) {
        if (!moreInTable || here.containsKey(key) || isBeingWritten(key)) {
            return Optional.empty();
        }
        Lane lane = new Lane(key);
        lane.parked = events;
        missed = true;
        leaving.put(key, lane);
        return Optional.of(lane);
    }

    /** It is tried. */
    void tried(Lane lane) {
        failed.remove(lane);
    }

    /**
     * It was tried, and all of it is parked.
     *
     * @param lastingly whether its first event had failed before, or is to be left alone for some time
     */
    void failed(Lane lane, LastError error, boolean lastingly) {
        if (lastingly) {
            failing.add(lane, error);
        }
        if (moreInTable) {
            failed.add(lane);
        }
    }

    /** Its first event is delivered or given up. */
    void settled(Lane lane) {
        failing.remove(lane);
    }

    /** Which of them fail. */
    Failing failing() {
        return failing;
    }

    /**
     * Takes in the first lanes with parked events, and those of events that are to be parked behind others.
     *
     * @param parked the first; if there are as many as there is room for, there may be more
     * @param countOf how many parked events the lane with a key has
     * @param dueAt when they are tried; asked for each
     */
    void reopen(List<Waiting> parked, List<StoredEvent> open, ToLongFunction<String> countOf, Supplier<Instant> dueAt) {
        parked.forEach(waiting -> parked(waiting, dueAt.get()));
        if (parked.size() < most) {
            return;
        }
        moreInTable = true;
        readTo = Optional.of(parked.getLast().lane());
        for (StoredEvent event : open) {
            String key = Item.lane(event.conversation(), event.sequence());
            long count = here.containsKey(key) ? 0 : countOf.applyAsLong(key);
            if (count > 0) {
                parked(key, count, dueAt.get());
            }
        }
    }

    /** Whether lanes are to be read from the table. */
    boolean hasRoomForMore() {
        return moreInTable
                && (here.size() < most
                        || failed.stream()
                                        .filter(Lane::isInTableOnly)
                                        .limit(LEAVING_AT_ONCE)
                                        .count()
                                >= Math.min(LEAVING_AT_ONCE, most));
    }

    /** Makes room. Returns behind which key to read; empty for the first. */
    Optional<String> makeRoom() {
        if (here.size() >= most) {
            List<Lane> going = failed.stream().filter(Lane::isInTableOnly).toList();
            going.forEach(failing::leaves);
            going.forEach(this::remove);
            missed |= !going.isEmpty();
        }
        return readTo;
    }

    /**
     * Takes in lanes that were read, as many as there is room for. A lane may have left since, with fewer events in the table than read:
     * that shows when it is its turn.
     *
     * @param isEnd whether none comes behind these
     * @param dueAt when each is to be tried
     */
    void read(List<Waiting> lanes, boolean isEnd, Function<Waiting, Instant> dueAt) {
        for (Waiting waiting : lanes) {
            String key = waiting.lane();
            if (!here.containsKey(key)) {
                if (here.size() >= most) {
                    return;
                }
                if (isBeingWritten(key)) {
                    missed = true;
                } else {
                    parked(waiting, dueAt.apply(waiting));
                }
            }
            readTo = Optional.of(key);
            failing.reached(key);
        }
        if (isEnd) {
            endRound();
        }
    }

    /** Adds one with events that are all in the table. */
    Lane parked(String key, long count, Instant dueAt) {
        Lane lane = add(key);
        lane.parked = count;
        turns.at(lane, dueAt);
        return lane;
    }

    private void parked(Waiting waiting, Instant dueAt) {
        Lane lane = parked(waiting.lane(), waiting.count(), dueAt);
        waiting.lasting().ifPresent(error -> failing.add(lane, error));
    }

    private Lane add(String key) {
        Lane lane = new Lane(key);
        here.put(key, lane);
        return lane;
    }

    private void endRound() {
        moreInTable = missed;
        missed = false;
        readTo = Optional.empty();
        if (!moreInTable) {
            failed.clear();
            leaving.clear();
            failing.lookedThrough(Optional.empty());
        }
    }

    private void leaves(Lane lane) {
        if (moreInTable) {
            new ArrayList<>(leaving.values())
                    .stream().filter(each -> each.unrecorded == 0).forEach(each -> leaving.remove(each.key));
            if (lane.unrecorded > 0) {
                leaving.put(lane.key, lane);
            }
        }
    }

    private boolean isBeingWritten(String key) {
        return Optional.ofNullable(leaving.get(key))
                .filter(lane -> lane.unrecorded > 0)
                .isPresent();
    }
}
