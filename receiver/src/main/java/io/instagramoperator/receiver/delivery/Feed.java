package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One way along the log: which events are next, in order within a conversation. What fails is parked in a table, with all that stands
 * behind it, so that it neither holds up others nor takes memory. Decides only; used by one thread.
 */
final class Feed {

    /** So many of one conversation wait in memory; those behind them are parked. */
    private static final int MOST_WAITING_IN_A_LANE = 16;

    /** So many parked ones wait for the disk: more would fill the memory, and acknowledgements would wait for so large a write. */
    private static final int MOST_UNWRITTEN = 1_000;

    private final long replay;
    private final Instant notOlderThan;
    private final int window;

    /** Taken and not settled; all other events up to the position are. */
    private final TreeSet<Long> open = new TreeSet<>();

    private final Deque<StoredEvent> unread = new ArrayDeque<>();
    private final Turns turns = new Turns();
    private final Lanes lanes;
    private long position;
    private long fetchedTo;
    private long touched;
    private long retaken;
    private Changes changes = new Changes();

    /**
     * A feed as it was when it was last written.
     *
     * @param replay 0 if it is not a replay
     * @param position up to where all is settled but what the caller {@linkplain #reopen opens again}
     * @param notOlderThan from when on the age of an event is counted at the earliest
     * @param maxInFlight requests at the same time
     * @param mostLanes in memory; then no further events are taken until some are settled
     */
    Feed(long replay, long position, Instant notOlderThan, int maxInFlight, int mostLanes) {
        this.replay = replay;
        this.position = position;
        this.fetchedTo = position;
        this.touched = position;
        this.notOlderThan = notOlderThan;
        this.window = Math.max(64, 4 * maxInFlight);
        this.lanes = new Lanes(mostLanes, turns);
    }

    long replay() {
        return replay;
    }

    long position() {
        return position;
    }

    /** Where to read on. */
    long fetchedTo() {
        return fetchedTo;
    }

    /** Every event up to this one is settled, if it is not parked. */
    long settled() {
        return open.isEmpty() ? position : open.first() - 1;
    }

    List<Long> open() {
        return List.copyOf(open);
    }

    boolean needsEvents() {
        return unread.isEmpty() && changes.parked.size() < MOST_UNWRITTEN;
    }

    boolean isIdle() {
        return unread.isEmpty() && lanes.isEmpty() && changes.isEmpty();
    }

    /** Takes up again what was open when the feed was last written. */
    void reopen(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            open.add(event.sequence());
            add(event);
        }
    }

    /** What was parked is added to them before the events that were open are, as those are parked behind it. */
    Lanes lanes() {
        return lanes;
    }

    /** Adds events that were read. */
    void fetched(List<StoredEvent> events, long readTo) {
        unread.addAll(events);
        fetchedTo = Math.max(fetchedTo, readTo);
        take();
    }

    /** The next lane with something to send. */
    Optional<Lane> next(Instant now, boolean hurry) {
        take();
        Optional<Lane> next = turns.next(now, hurry);
        next.ifPresent(lane -> {
            lane.busy = true;
            lane.hasGrown = false;
            lanes.tried(lane);
        });
        return next;
    }

    /** Whose turn it is. */
    Turns turns() {
        return turns;
    }

    /** Gives up the first events of lanes in which nothing is under way, as far as they wait in memory. */
    void expire(Predicate<Item> isOver, Function<Item, String> reason, Instant now) {
        for (Lane lane : lanes.all()) {
            while (!lane.busy && !lane.items.isEmpty() && isOver.test(lane.items.peek())) {
                turns.remove(lane);
                dead(lane, lane.items.peek(), reason.apply(lane.items.peek()), now, false);
            }
        }
        take();
    }

    /** Grows whenever a parked event was tried or given up: rows read before may be gone then. */
    long retaken() {
        return retaken;
    }

    /** Gives up parked events, in order, that were read when {@link #retaken} was {@code readAt}; none if it has grown since. */
    void expireParked(List<Item> items, long readAt, Function<Item, String> reason, Instant now) {
        if (retaken != readAt) {
            return;
        }
        items.stream().collect(Collectors.groupingBy(Item::lane)).forEach((key, its) -> lanes.get(key)
                .or(() -> lanes.passing(key, its.size()))
                .filter(Lane::isToBeLoaded)
                .ifPresent(lane -> {
                    turns.remove(lane);
                    for (Item item : its) {
                        lane.parked = Math.max(lane.parked - 1, 0);
                        lane.items.add(item);
                        dead(lane, item, reason.apply(item), now, false);
                    }
                }));
    }

    /** A parked event was read from its row. If others follow, there may be more than were counted: somebody has had them tried again. */
    void loaded(Lane lane, Item item, boolean isLast) {
        lane.parked = Math.max(lane.parked - 1, isLast ? 0 : 1);
        lane.items.add(item);
    }

    /** There was no row of a parked event. */
    void gone(Lane lane) {
        // What was parked since may have come too late to be read.
        lane.parked = lane.hasGrown ? lane.parked : 0;
        release(lane);
    }

    /** A parked event could not be read. */
    void notLoaded(Lane lane, Instant dueAt) {
        lane.busy = false;
        turns.at(lane, dueAt);
    }

    /** The first event of a lane is delivered. */
    void delivered(Lane lane) {
        settle(lane);
        changes.outcomes++;
        release(lane);
    }

    /** The first event of a lane failed, and is to be tried again. */
    void failed(Lane lane, LastError error, Instant dueAt) {
        Item failed = lane.items.removeFirst().failed(error);
        retaken += failed.parked() ? 1 : 0;
        changes.outcomes++;
        park(lane, failed);
        while (!lane.items.isEmpty()) {
            park(lane, lane.items.removeFirst());
        }
        lane.busy = false;
        turns.at(lane, dueAt);
        lanes.failed(lane, error, failed.attempts() > 1 || lane.notBefore.isAfter(error.at()));
    }

    /** The first event of a lane is given up. */
    void dead(Lane lane, Item item, String reason, Instant at, boolean wasTried) {
        settle(lane);
        lane.dying++;
        changes.bereaved.add(lane);
        changes.dead.add(new Changes.Death(item, reason, at));
        changes.outcomes += wasTried ? 1 : 0;
        release(lane);
    }

    /** What is not written yet; the caller writes it. */
    Changes takeChanges() {
        Changes taken = changes;
        changes = new Changes();
        return taken;
    }

    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /** These changes are on the disk. */
    void recorded(Changes written) {
        written.lanes.forEach(lane -> lane.unrecorded--);
        retaken += written.unparked.size();
        for (Lane lane : written.bereaved) {
            lane.dying--;
            if (lane.isEmpty()) {
                lanes.remove(lane);
            }
        }
    }

    /** Makes the position be written with the next changes, if it has moved since the last time. */
    void touch() {
        changes.moved |= position != touched;
        touched = position;
    }

    private void settle(Lane lane) {
        Item item = lane.items.removeFirst();
        lanes.settled(lane);
        if (item.parked()) {
            retaken++;
            changes.unparked.add(item);
            changed(lane);
        } else {
            open.remove(item.sequence());
        }
    }

    private void park(Lane lane, Item item) {
        open.remove(item.sequence());
        lane.parked++;
        lane.hasGrown = true;
        changes.parked.add(item);
        changed(lane);
    }

    private void changed(Lane lane) {
        lane.unrecorded++;
        changes.lanes.add(lane);
    }

    /** What is behind the event that has just been settled may go. */
    private void release(Lane lane) {
        lane.busy = false;
        if (lane.isEmpty()) {
            lanes.remove(lane);
        } else {
            turns.now(lane);
        }
    }

    private void take() {
        while (!unread.isEmpty() && open.size() < window && lanes.mayTakeNew()) {
            StoredEvent event = unread.poll();
            position = event.sequence();
            open.add(position);
            add(event);
        }
        if (unread.isEmpty()) {
            position = Math.max(position, fetchedTo);
        }
    }

    private void add(StoredEvent event) {
        Item item = Item.of(event, notOlderThan);
        Lane lane = lanes.at(item.lane());
        if (lane.parked > 0 || lane.items.size() >= MOST_WAITING_IN_A_LANE) {
            park(lane, item);
        } else {
            lane.items.add(item);
        }
    }
}
