package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.delivery.SubscriptionStore.Stored;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A subscription as it is on the disk.
 *
 * @param ways that of new events, then the replays
 * @param lastError the newest of events that have failed and wait
 * @param isGone whether its endpoint answered 410
 */
record Opening(List<Way> ways, Optional<LastError> lastError, boolean isGone) {

    /**
     * The parked events of a feed.
     *
     * @param first the first lanes; if there are {@link Lanes#MOST}, there may be more
     * @param lastFailing the last of the others that fails
     */
    record Parked(List<Waiting> first, Optional<Waiting> lastFailing) {

        static Parked read(Connection connection, String name, long replay) throws SQLException {
            List<Waiting> first = Parking.lanes(connection, name, replay, Optional.empty(), Lanes.MOST);
            Set<String> keys = first.stream().map(Waiting::lane).collect(Collectors.toSet());
            return new Parked(
                    first,
                    first.size() < Lanes.MOST ? Optional.empty() : Parking.lastFailing(connection, name, replay, keys));
        }
    }

    private record Rows(List<Stored> feeds, List<Parked> parked, boolean isGone) {

        static Rows read(Connection connection, String name) throws SQLException {
            List<Stored> feeds = SubscriptionStore.feeds(connection, name);
            List<Parked> parked = new ArrayList<>();
            for (Stored feed : feeds) {
                parked.add(Parked.read(connection, name, feed.replay()));
            }
            return new Rows(feeds, parked, SubscriptionStore.isGone(connection, name));
        }

        /** But for answers 410: what they said of an endpoint is over, or known. */
        Optional<LastError> lastError() {
            return parked.stream()
                    .flatMap(each -> each.first.stream())
                    .flatMap(waiting -> waiting.failure().stream())
                    .filter(error -> error.failure().kind() != Kind.GONE)
                    .max(Comparator.comparing(LastError::at));
        }
    }

    /**
     * Reads it. Blocks on the disk.
     *
     * @param dueAt when parked events are tried again; another time for each, so that not all come at once
     */
    static Opening read(EventLog log, Disk disk, Order order, Supplier<Instant> dueAt) {
        String name = order.subscription().name();
        Rows rows = log.query(connection -> Rows.read(connection, name));
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < rows.feeds.size(); i++) {
            ways.add(Way.open(log, disk, order, rows.feeds.get(i), rows.parked.get(i), dueAt));
        }
        return new Opening(ways, rows.lastError(), rows.isGone);
    }
}
