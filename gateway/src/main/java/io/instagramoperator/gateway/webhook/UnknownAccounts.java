package io.instagramoperator.gateway.webhook;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accounts that Meta delivers for and that are not in the routing table: the latest of them, so that they can be named. */
public final class UnknownAccounts {

    /** Whoever has more has a routing table that is missing, and knows it from these. */
    static final int MOST = 100;

    private final InstantSource clock;
    private final Map<String, Unknown> seen = new LinkedHashMap<>(16, 0.75f, true);

    UnknownAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * An account that is not in the table.
     *
     * @param count entries for it, since it was first among the latest
     */
    public record Unknown(String instagramId, long count, Instant lastSeenAt) {}

    /** Returns whether it is to be told: it was not among the latest before, and there are not more than these. */
    synchronized boolean add(String instagramId) {
        Unknown before = seen.get(instagramId);
        long count = before == null ? 1 : before.count + 1;
        seen.put(instagramId, new Unknown(instagramId, count, clock.instant()));
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
            return false;
        }
        return before == null;
    }

    /** Forgets those that are in the table by now. */
    synchronized void remove(Iterable<String> known) {
        known.forEach(seen::remove);
    }

    /** The latest first. */
    public synchronized List<Unknown> latest() {
        return seen.values().stream()
                .sorted(Comparator.comparing(Unknown::lastSeenAt).reversed().thenComparing(Unknown::instagramId))
                .toList();
    }
}
