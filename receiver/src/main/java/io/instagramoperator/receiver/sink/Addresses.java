package io.instagramoperator.receiver.sink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The addresses behind a name that may be connected to. Used by one event loop. */
final class Addresses {

    /** Short enough for a name that moves; long enough not to ask for each event. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    /** No resolver takes longer by itself; one alone that never ends is not waited for for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** One that hangs, and one that tells whether the name service is there again: each holds a thread that others need. */
    private static final int MOST_LOOKUPS = 2;

    private final Vertx vertx;
    private final String host;
    private final AddressRules rules;
    private final Clock clock;
    private final Lookup lookup;
    private Optional<Future<List<InetAddress>>> known = Optional.empty();
    private Instant askedAt = Instant.MIN;
    private int lookups;
    private int turn;

    /** Asks the name service; blocks. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    Addresses(Vertx vertx, String host, AddressRules rules, Clock clock, Lookup lookup) {
        this.vertx = vertx;
        // The brackets of an IPv6 address belong to the URL.
        this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        this.rules = rules;
        this.clock = clock;
        this.lookup = lookup;
    }

    /** One that may be connected to; fails with {@link UnknownHostException} if there is none. */
    Future<InetAddress> next() {
        Instant now = clock.instant();
        boolean isPending = known.filter(future -> !future.isComplete()).isPresent()
                && (lookups >= MOST_LOOKUPS || isWithin(LONGEST, now));
        boolean isFresh = known.filter(future -> !future.failed()).isPresent() && isWithin(KEPT, now);
        if (!isPending && !isFresh) {
            askedAt = now;
            lookups++;
            known = Optional.of(vertx.executeBlocking(this::permitted, false).onComplete(_ -> lookups--));
        }
        return known.get().map(addresses -> addresses.get(Math.floorMod(turn, addresses.size())));
    }

    /** Since it was asked. It was not after now, unless the clock was set back. */
    private boolean isWithin(Duration time, Instant now) {
        return !now.isBefore(askedAt) && now.isBefore(askedAt.plus(time));
    }

    /** The last one could not be connected to; the next attempt takes another, if there is. */
    void useAnother() {
        turn++;
    }

    private List<InetAddress> permitted() throws UnknownHostException {
        InetAddress[] all = known();
        List<InetAddress> permitted = Arrays.stream(all).filter(rules::permits).toList();
        if (permitted.isEmpty()) {
            throw new UnknownHostException("address " + all[0].getHostAddress() + " of '" + host
                    + "' is not public; use a Service of this namespace, or have an administrator allow its network");
        }
        return permitted;
    }

    private InetAddress[] known() throws UnknownHostException {
        try {
            return lookup.of(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("name '" + host + "' has no address; correct http.url, or the name service");
        }
    }
}
