package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.Parking.Waiting;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, fails, expires and crashes: nothing is lost, nothing overtakes, little is sent twice. */
class FeedUnderCrashesTest {

    private static final int RUNS = 150;
    private static final int EVENTS = 300;
    private static final int LANES_AT_ONCE = 3;

    @ParameterizedTest(name = "{0} requests at the same time")
    @ValueSource(ints = {1, 2, 7, 32})
    void losesNothingAndKeepsTheOrder(int maxInFlight) {
        for (long seed = 0; seed < RUNS; seed++) {
            // Given
            Run run = new Run(seed, maxInFlight);

            // When
            run.goOn();
            run.calmDown();

            // Then
            run.check("seed " + seed);
        }
    }

    /** A feed, the disk behind it, and an application that remembers what it was given. */
    private static final class Run {

        private final Random random;
        private final int maxInFlight;
        private final int conversations;
        private final int mostLanes;
        private final List<StoredEvent> log = new ArrayList<>();
        private final Tables disk = new Tables();
        private final List<Long> taken = new ArrayList<>();
        private final List<Lane> underWay = new ArrayList<>();
        private final Deque<Loading> loading = new ArrayDeque<>();

        /** Neither taken nor given up since they came, or since somebody had them tried again. */
        private final TreeSet<Long> unsettled = new TreeSet<>();

        /** Given up, which may not be on the disk yet. */
        private final Set<Long> dying = new HashSet<>();

        private final Set<Long> takenBefore = new HashSet<>();
        private Feed feed;
        private Instant now = Instant.EPOCH;
        private Optional<Tables.Written> writing = Optional.empty();
        private Optional<List<Waiting>> lanesRead = Optional.empty();
        private int inFlight;
        private int crashes;
        private int twice;

        Run(long seed, int maxInFlight) {
            this.random = new Random(seed);
            this.maxInFlight = maxInFlight;
            this.conversations = 1 + random.nextInt(12);
            this.mostLanes = random.nextBoolean() ? Lanes.MOST : 1 + random.nextInt(5);
            this.feed = disk.open(log, maxInFlight, mostLanes, now);
        }

        void goOn() {
            while (log.size() < EVENTS || random.nextInt(200) > 0) {
                switch (random.nextInt(40)) {
                    case 0 -> crash();
                    case 1, 2 -> expire();
                    case 3 -> feed.turns().hurry(now);
                    case 4 -> feed.touch();
                    case 5, 6, 7, 8 -> append();
                    case 9, 10, 11 -> now = now.plusSeconds(random.nextInt(3));
                    default -> step(random.nextInt(4) > 0);
                }
            }
        }

        void calmDown() {
            for (int i = 0; i < 80 * EVENTS && !isDone(); i++) {
                now = now.plusSeconds(1);
                step(true);
                step(true);
                step(true);
            }
        }

        void check(String which) {
            assertThat(isDone()).as("%s comes to an end", which).isTrue();
            assertThat(disk.parked.keySet())
                    .as("%s parks nothing for ever", which)
                    .isEmpty();
            assertThat(feed.lanes().failing().lastError())
                    .as("%s has nothing left that fails", which)
                    .isEmpty();
            Set<Long> settled = new TreeSet<>(taken);
            settled.addAll(disk.dead.keySet());
            assertThat(settled).as("%s loses nothing", which).hasSize(log.size());
            assertThat(unsettled).as("%s forgets nothing", which).isEmpty();
            assertThat(twice).as("%s repeats little", which).isLessThanOrEqualTo(crashes * maxInFlight);
        }

        private boolean isDone() {
            return feed.isIdle() && writing.isEmpty() && disk.settled == log.size() && feed.settled() == log.size();
        }

        /** What a subscription does all the time, in any order. */
        private void step(boolean isGood) {
            switch (random.nextInt(8)) {
                case 0 -> fetch();
                case 1 -> send();
                case 2 -> loaded();
                case 3 -> end(isGood);
                case 4 -> write();
                case 5 -> readLanes();
                case 6 -> takeInLanes();
                default -> written();
            }
        }

        private void append() {
            for (int i = random.nextInt(random.nextInt(8) == 0 ? 60 : 4); i > 0; i--) {
                int conversation = random.nextInt(conversations + 1);
                Optional<String> key =
                        conversation == conversations ? Optional.empty() : Optional.of("c" + conversation);
                long sequence = log.size() + 1L;
                unsettled.add(sequence);
                log.add(new StoredEvent(sequence, "id" + sequence, "message.received", key, now, now, "{}"));
            }
        }

        private void fetch() {
            if (feed.needsEvents()) {
                int from = (int) feed.fetchedTo();
                int to = Math.min(log.size(), from + 1 + random.nextInt(100));
                feed.fetched(List.copyOf(log.subList(from, to)), to);
            }
        }

        private void send() {
            if (inFlight == maxInFlight) {
                return;
            }
            feed.next(now, random.nextInt(4) == 0).ifPresent(lane -> {
                inFlight++;
                if (lane.items.isEmpty()) {
                    loading.add(new Loading(lane, disk.first(lane.key), disk.count(lane.key) == 1));
                } else {
                    underWay.add(lane);
                }
            });
        }

        private void loaded() {
            if (loading.isEmpty()) {
                return;
            }
            Loading loaded = loading.removeFirst();
            if (loaded.first.isPresent()) {
                feed.loaded(loaded.lane, loaded.first.get(), loaded.isLast);
                underWay.add(loaded.lane);
            } else {
                feed.gone(loaded.lane);
                inFlight--;
            }
        }

        private void readLanes() {
            if (lanesRead.isEmpty() && feed.lanes().hasRoomForMore()) {
                Optional<String> after = feed.lanes().makeRoom();
                if (after.isEmpty()) {
                    feed.lanes()
                            .failing()
                            .lookedThrough(disk.lastFailing(feed.lanes().keys()));
                }
                lanesRead = Optional.of(disk.lanes(after, LANES_AT_ONCE));
            }
        }

        private void takeInLanes() {
            lanesRead.ifPresent(read -> feed.lanes().read(read, read.size() < LANES_AT_ONCE, _ -> now));
            lanesRead = Optional.empty();
        }

        private void end(boolean isGood) {
            if (underWay.isEmpty()) {
                return;
            }
            Lane lane = underWay.remove(random.nextInt(underWay.size()));
            Item item = lane.items.getFirst();
            if (isGood) {
                take(item);
                feed.delivered(lane);
            } else if (random.nextInt(5) > 0) {
                feed.failed(lane, error(), now.plusSeconds(random.nextInt(5)));
            } else {
                feed.dead(lane, item.failed(error()), "given up", now, true);
            }
        }

        private LastError error() {
            return new LastError(new Failure(Kind.REFUSED, "refused"), now);
        }

        private void take(Item item) {
            assertThat(unsettled.headSet(item.sequence()).stream()
                            .filter(earlier -> log.get((int) (earlier - 1))
                                    .conversation()
                                    .equals(item.event().conversation()))
                            .filter(_ -> item.event().conversation().isPresent()))
                    .as("overtaken by %d of %s", item.sequence(), item.lane())
                    .isEmpty();
            unsettled.remove(item.sequence());
            taken.add(item.sequence());
            twice += takenBefore.add(item.sequence()) ? 0 : 1;
        }

        private void expire() {
            long readAt = feed.retaken();
            Instant over = now.minusSeconds(40);
            List<Item> parked = disk.parked.values().stream()
                    .filter(item -> item.since().isBefore(over))
                    .limit(20)
                    .toList();
            if (random.nextBoolean()) {
                step(true);
            }
            feed.expire(item -> item.since().isBefore(over), _ -> "too old", now);
            feed.expireParked(parked, readAt, _ -> "too old", now);
        }

        private void write() {
            if (writing.isEmpty() && feed.hasChanges()) {
                writing = Optional.of(
                        new Tables.Written(feed.takeChanges(), feed.settled(), feed.position(), feed.open()));
                writing.get().changes().dead.stream()
                        .map(death -> death.item().sequence())
                        .forEach(sequence -> {
                            unsettled.remove(sequence);
                            dying.add(sequence);
                        });
            }
        }

        private void written() {
            writing.ifPresent(written -> {
                disk.write(written);
                inFlight -= written.changes().outcomes;
                feed.recorded(written.changes());
            });
            writing = Optional.empty();
        }

        /** The application may have got what is under way, and the disk what was being written. */
        private void crash() {
            underWay.stream()
                    .map(lane -> lane.items.getFirst())
                    .filter(_ -> random.nextBoolean())
                    .forEach(this::take);
            if (random.nextBoolean()) {
                writing.ifPresent(disk::write);
            }
            writing = Optional.empty();
            dying.removeAll(disk.dead.keySet());
            unsettled.addAll(dying);
            dying.clear();
            if (random.nextBoolean()) {
                unsettled.addAll(disk.retryAll());
            }
            lanesRead = Optional.empty();
            underWay.clear();
            loading.clear();
            inFlight = 0;
            crashes++;
            feed = disk.open(log, maxInFlight, mostLanes, now);
        }
    }

    /** The first event of a lane, as it was when it was read. */
    private record Loading(Lane lane, Optional<Item> first, boolean isLast) {}
}
