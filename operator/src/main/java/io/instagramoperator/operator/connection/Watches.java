package io.instagramoperator.operator.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of this operator. The API server sends a bookmark every minute or so over each, if nothing else; one that stays silent for longer may
 * be dead without either side having been told, as when a firewall has forgotten the connection. The Kubernetes client would notice that after 5
 * to 10 minutes.
 */
public final class Watches {

    /** After this silence a watch is opened again; that costs one request, so it may well be too early. */
    static final Duration SILENCE = Duration.ofSeconds(90);

    /** How long it may take until a watch is heard of, or tried again, before something is wrong with this process. */
    static final Duration DEAD = Duration.ofMinutes(2);

    /** Watches end and are opened again every few minutes, which is nothing to tell anybody. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final Clock clock;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private final Set<Watch> trying = ConcurrentHashMap.newKeySet();
    private final Map<String, Lost> lost = new ConcurrentHashMap<>();

    /**
     * A watch that has ended and is not open again.
     *
     * @param tried when the last attempt to open it ended
     * @param told  whether the log tells of it
     */
    private record Lost(Instant since, Instant tried, boolean told) {}

    /** None yet. */
    public Watches(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void tried(Watch watch) {
        trying.add(watch);
    }

    void opened(Watch watch) {
        open.add(watch);
        trying.remove(watch);
        Lost before = lost.remove(watch.path());
        if (before != null && before.told()) {
            LOG.info("Watches {} again, after {} s", watch.path(), secondsSince(before.since()));
        }
    }

    void failed(Watch watch, String why) {
        trying.remove(watch);
        Lost before = lost.get(watch.path());
        if (before == null || !before.told()) {
            LOG.warn("Cannot watch {}, and tries again until it can: {}", watch.path(), why);
        }
        lost.put(watch.path(), new Lost(before == null ? now() : before.since(), now(), true));
    }

    /** The API server does not know the kind, which is no fault of the way to it: the Gateway API, for one, may be taken away. */
    void refusedAsUnknown(Watch watch) {
        trying.remove(watch);
        if (lost.remove(watch.path()) != null) {
            LOG.info("Does not watch {} any more: the API server does not know it", watch.path());
        }
    }

    void ended(Watch watch) {
        if (open.remove(watch)) {
            lost.putIfAbsent(watch.path(), new Lost(now(), now(), false));
        }
    }

    /** The client has ended the watch itself; it may or may not want another one. */
    void closed(Watch watch) {
        open.remove(watch);
    }

    /**
     * The client watches by plain HTTP, which it does when WebSockets are refused. Such a watch is not looked after here; the client itself opens it
     * anew every 5 to 10 minutes.
     */
    void openedWithoutWebSocket(String path) {
        lost.remove(path);
    }

    /** Has those opened again over which nothing has come for {@link #SILENCE}. */
    void reopenSilent() {
        silentFor(SILENCE).forEach(watch -> {
            LOG.debug("Nothing came over the watch of {} for {} s; opens it again", watch.path(), SILENCE.toSeconds());
            watch.giveUp();
        });
    }

    /** What only a restart of this process may cure; empty: nothing. */
    List<String> dead() {
        Stream<String> silent = silentFor(DEAD).map(watch -> watch.path() + " is silent");
        Stream<String> abandoned = lost.entrySet().stream()
                .filter(entry -> isOver(entry.getValue().tried(), DEAD))
                .map(Map.Entry::getKey)
                .filter(path -> trying.stream().noneMatch(watch -> watch.path().equals(path)))
                .map(path -> path + " has ended and nobody opens it again");
        return Stream.concat(silent, abandoned).sorted().toList();
    }

    /** What is not watched now, although it is tried; empty: nothing. */
    List<String> missing() {
        return lost.entrySet().stream()
                .filter(entry -> isOver(entry.getValue().since(), PAUSE))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Stream<Watch> silentFor(Duration silence) {
        return open.stream().filter(watch -> isOver(watch.heard(), silence));
    }

    private boolean isOver(Instant start, Duration length) {
        return start.plus(length).isBefore(now());
    }

    private long secondsSince(Instant start) {
        return Duration.between(start, now()).toSeconds();
    }
}
