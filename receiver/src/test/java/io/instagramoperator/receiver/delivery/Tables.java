package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the tables of a subscription hold, in memory. */
final class Tables {

    /** What is written at one time. */
    record Written(Changes changes, long settled, long position, List<Long> open) {}

    final TreeMap<Long, Item> parked = new TreeMap<>();
    final Map<Long, Item> dead = new HashMap<>();
    long settled;
    private long position;
    private List<Long> open = List.of();

    void write(Written written) {
        settled = written.settled;
        position = written.position;
        open = written.open;
        written.changes.unparked.forEach(item -> parked.remove(item.sequence()));
        for (Item item : written.changes.parked) {
            parked.put(
                    item.sequence(),
                    new Item(item.event(), item.since(), true, item.attempts(), item.firstError(), item.lastError()));
        }
        written.changes.dead.forEach(death -> dead.put(death.item().sequence(), death.item()));
    }

    Optional<Item> first(String lane) {
        return parked.values().stream().filter(item -> item.lane().equals(lane)).findFirst();
    }

    /** Has all dead letters tried again, as their owner asks for. */
    Set<Long> retryAll() {
        Set<Long> retried = Set.copyOf(dead.keySet());
        dead.forEach((sequence, item) -> parked.put(
                sequence, new Item(item.event(), item.since(), true, 0, Optional.empty(), Optional.empty())));
        dead.clear();
        return retried;
    }

    List<Waiting> lanes(Optional<String> after, int most) {
        return parked.values().stream()
                .map(Item::lane)
                .distinct()
                .sorted()
                .dropWhile(
                        lane -> after.filter(last -> lane.compareTo(last) <= 0).isPresent())
                .limit(most)
                .map(this::waiting)
                .toList();
    }

    Optional<Waiting> lastFailing(Set<String> but) {
        return lanes(Optional.empty(), Integer.MAX_VALUE).reversed().stream()
                .filter(lane -> lane.lasting().isPresent() && !but.contains(lane.lane()))
                .findFirst();
    }

    private Waiting waiting(String lane) {
        Item first = first(lane).orElseThrow();
        return new Waiting(lane, count(lane), first.since(), first.attempts(), first.lastError());
    }

    long count(String lane) {
        return parked.values().stream().filter(item -> item.lane().equals(lane)).count();
    }

    Feed open(List<StoredEvent> log, int maxInFlight, int mostLanes, Instant now) {
        Feed feed = new Feed(0, position, Instant.EPOCH, maxInFlight, mostLanes);
        List<StoredEvent> opened =
                open.stream().map(sequence -> log.get((int) (sequence - 1))).toList();
        List<Waiting> first = lanes(Optional.empty(), mostLanes);
        feed.lanes().reopen(first, opened, this::count, () -> now.plusSeconds(2));
        feed.lanes()
                .failing()
                .lookedThrough(lastFailing(first.stream().map(Waiting::lane).collect(Collectors.toSet())));
        feed.reopen(opened);
        return feed;
    }
}
