package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Opening.Parked;
import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.SubscriptionStore.Stored;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.PageSize;
import io.instagramoperator.receiver.log.Slice;
import io.instagramoperator.receiver.log.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A feed, and where its events come from: the log behind new events, or a stretch of it that is replayed. */
final class Way {

    private static final PageSize PAGE = new PageSize(256, 1024 * 1024);
    private static final int MOST_EXPIRED_AT_ONCE = 500;
    private static final int LANES_AT_ONCE = 1_000;

    /** Of so many times, one looks for parked events to be given up if the last has found none: each goes through all of them. */
    private static final int TIMES_TO_REST = 10;

    private final EventLog log;
    private final Disk disk;
    private final String subscription;
    private final Feed feed;
    private final Filter filter;
    private final long last;
    private boolean fetching;
    private boolean moreMayBeThere = true;
    private boolean cameMeanwhile;
    private boolean expiring;
    private int resting;
    private boolean readingLanes;
    private int underWay;

    private Way(EventLog log, Disk disk, String subscription, Feed feed, Filter filter, long last) {
        this.log = log;
        this.disk = disk;
        this.subscription = subscription;
        this.feed = feed;
        this.filter = filter;
        this.last = last;
    }

    /** What is written of a way at one time. */
    record Step(Way way, Changes changes, long settled, long position, List<Long> open, boolean isOver) {

        long replay() {
            return way.feed.replay();
        }

        void write(Connection connection) throws SQLException {
            if (isOver) {
                SubscriptionStore.endReplay(connection, way.subscription, replay());
            } else {
                SubscriptionStore.record(connection, way.subscription, this);
            }
        }
    }

    /** A way as it was when it was last written. Blocks on the disk. */
    static Way open(EventLog log, Disk disk, Order order, Stored stored, Parked parked, Supplier<Instant> dueAt) {
        Feed feed = new Feed(
                stored.replay(),
                stored.position(),
                stored.since(),
                order.subscription().delivery().maxInFlight(),
                Lanes.MOST);
        List<StoredEvent> open = new ArrayList<>();
        for (long sequence : stored.open()) {
            event(log, sequence).ifPresent(open::add);
        }
        String name = order.subscription().name();
        feed.lanes()
                .reopen(
                        parked.first(),
                        open,
                        lane -> log.query(connection -> Parking.count(connection, name, stored.replay(), lane)),
                        dueAt);
        feed.lanes().failing().lookedThrough(parked.lastFailing());
        feed.reopen(open);
        Filter filter = new Filter(order.subscription().types(), stored.conversation());
        return new Way(log, disk, name, feed, filter, stored.last());
    }

    Feed feed() {
        return feed;
    }

    boolean isReplay() {
        return feed.replay() > 0;
    }

    /** Requests that have not ended. */
    int underWay() {
        return underWay;
    }

    void began() {
        underWay++;
    }

    void ended() {
        underWay--;
    }

    /** There are new events in the log. */
    void moreMayBeThere() {
        moreMayBeThere = true;
        cameMeanwhile = true;
    }

    /** All of a replay is settled, and that is on the disk. */
    boolean isOver() {
        return isReplay() && !fetching && feed.isIdle() && feed.fetchedTo() >= last;
    }

    /** Reads on if what was read is used up. */
    void fetch(Runnable then) {
        if (fetching || !moreMayBeThere || !feed.needsEvents() || feed.fetchedTo() >= last) {
            return;
        }
        fetching = true;
        cameMeanwhile = false;
        Cursor from = new Cursor(feed.fetchedTo());
        disk.read(
                () -> log.read(Optional.of(from), filter, PAGE),
                slice -> {
                    fetching = false;
                    fetched(slice);
                    then.run();
                },
                () -> fetching = false);
    }

    private void fetched(Slice slice) {
        switch (slice) {
            case Slice.Events(List<StoredEvent> events, Cursor next, boolean more) -> {
                List<StoredEvent> wanted = events.stream()
                        .filter(event -> event.sequence() <= last)
                        .toList();
                moreMayBeThere = cameMeanwhile || more;
                feed.fetched(wanted, Math.min(next.sequence(), last));
            }
            // What the retention has taken was settled, or nobody had ordered it yet.
            case Slice.Expired(Cursor earliest) -> feed.fetched(List.of(), earliest.sequence());
        }
    }

    /** Reads lanes of parked events if there are more than are in memory, and room for some. */
    void readLanes(Function<Waiting, Instant> dueAt, Runnable then) {
        Lanes lanes = feed.lanes();
        if (readingLanes || !lanes.hasRoomForMore()) {
            return;
        }
        readingLanes = true;
        Optional<String> after = lanes.makeRoom();
        if (after.isEmpty()) {
            lookForFailing(lanes);
        }
        disk.read(
                () -> log.query(
                        connection -> Parking.lanes(connection, subscription, feed.replay(), after, LANES_AT_ONCE)),
                read -> {
                    readingLanes = false;
                    lanes.read(read, read.size() < LANES_AT_ONCE, dueAt);
                    then.run();
                },
                () -> readingLanes = false);
    }

    /** Once for each round, and before its lanes: it goes through all of them. */
    private void lookForFailing(Lanes lanes) {
        Set<String> here = lanes.keys();
        disk.read(
                () -> log.query(connection -> Parking.lastFailing(connection, subscription, feed.replay(), here)),
                lanes.failing()::lookedThrough,
                () -> {});
    }

    /** A parked event that was read, or that it is gone. */
    record Loaded(Optional<Item> item, boolean isLast) {}

    /** Reads the parked event that is first in a lane. */
    void load(Lane lane, BiConsumer<Lane, Loaded> then, Consumer<Lane> otherwise) {
        disk.read(
                () -> log.query(connection -> Parking.first(connection, subscription, feed.replay(), lane.key))
                        .map(first -> new Loaded(item(first.row()), first.isLast()))
                        .orElse(new Loaded(Optional.empty(), true)),
                loaded -> then.accept(lane, loaded),
                () -> otherwise.accept(lane));
    }

    /** Gives up parked events whose age is counted from before a time. */
    void expireParked(Instant since, Function<Item, String> reason, Instant now, Runnable then) {
        if (expiring || resting-- > 0) {
            return;
        }
        expiring = true;
        long readAt = feed.retaken();
        disk.read(
                () -> log
                        .query(connection ->
                                Parking.before(connection, subscription, feed.replay(), since, MOST_EXPIRED_AT_ONCE))
                        .stream()
                        .flatMap(row -> item(row).stream())
                        .toList(),
                items -> {
                    expiring = false;
                    resting = items.isEmpty() ? TIMES_TO_REST - 1 : 0;
                    feed.expireParked(items, readAt, reason, now);
                    then.run();
                },
                () -> expiring = false);
    }

    /** What has to be written; empty if nothing has changed. */
    Optional<Step> takeStep() {
        boolean isOver = isOver();
        if (!feed.hasChanges() && !isOver) {
            return Optional.empty();
        }
        return Optional.of(new Step(this, feed.takeChanges(), feed.settled(), feed.position(), feed.open(), isOver));
    }

    private Optional<Item> item(Parking.Row row) {
        return event(log, row.sequence()).map(row::with);
    }

    private static Optional<StoredEvent> event(EventLog log, long sequence) {
        return log.read(Optional.of(new Cursor(sequence - 1)), Filter.ALL, 1)
                        instanceof Slice.Events(var events, var _, var _)
                ? events.stream().filter(event -> event.sequence() == sequence).findFirst()
                : Optional.empty();
    }
}
