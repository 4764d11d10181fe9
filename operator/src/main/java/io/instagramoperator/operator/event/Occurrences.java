package io.instagramoperator.operator.event;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Events few, with the figures of client-go's recorder: the same reason on the same object is one Event for as long as it is noticed every
 * 10 minutes, and an object has 25 writes at once and one more every 5 minutes. An Event is written once in 10 seconds at most. What is not
 * written is counted all the same.
 */
final class Occurrences {

    static final Duration SAME_EVENT = Duration.ofMinutes(10);
    static final Duration PAUSE = Duration.ofSeconds(10);
    static final int BURST = 25;
    static final Duration REFILL = Duration.ofMinutes(5);

    private static final int REMEMBERED = 4096;

    private final Map<Key, Entry> entries = new Remembered<>();
    private final Map<String, Budget> budgets = new Remembered<>();

    /**
     * What makes two notices the same Event.
     *
     * @param uid    of the object
     * @param reason of the notices
     */
    record Key(String uid, String reason) {}

    /** Counts a notice. Returns when to write it; empty if a write to come tells of it, too. */
    synchronized Optional<Instant> noticed(String uid, Notice notice, Instant now) {
        Entry entry = entries.computeIfAbsent(new Key(uid, notice.reason()), _ -> new Entry());
        entry.add(notice, now);
        if (entry.pending) {
            return Optional.empty();
        }
        entry.pending = true;
        Instant allowed = entry.written.plus(PAUSE);
        return Optional.of(allowed.isAfter(now) ? allowed : now);
    }

    /** What is to be written now; empty if the object has used up its writes. */
    synchronized Optional<Occurrence> due(Key key, Instant now) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        entry.pending = false;
        if (!budgets.computeIfAbsent(key.uid(), _ -> new Budget(now)).take(now)) {
            return Optional.empty();
        }
        entry.written = now;
        return Optional.ofNullable(entry.occurrence);
    }

    private static final class Entry {

        private @Nullable Occurrence occurrence;
        private Instant written = Instant.EPOCH;
        private boolean pending;

        void add(Notice notice, Instant now) {
            occurrence =
                    occurrence == null || occurrence.last().plus(SAME_EVENT).isBefore(now)
                            ? Occurrence.first(now, notice)
                            : occurrence.again(now, notice);
        }
    }

    private static final class Budget {

        private double tokens = BURST;
        private Instant at;

        Budget(Instant now) {
            this.at = now;
        }

        boolean take(Instant now) {
            double refilled = (double) Duration.between(at, now).toMillis() / REFILL.toMillis();
            tokens = Math.min(BURST, tokens + Math.max(0, refilled));
            at = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }
    }

    /** The least recently used are forgotten. */
    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
