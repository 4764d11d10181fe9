package io.instagramoperator.webhook.endpoint;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The connections of one event loop, and how long each may keep us waiting. A limit for silence would not do: who sends one
 * byte a minute is never silent. When there are too many, or too little memory, who has kept us waiting longest has to go: real
 * deliveries arrive within milliseconds. Only used on the event loop.
 */
final class Peers {

    private final Limits limits;
    private final int mostConnections;
    private final HttpServerOptions options;

    /** In the order in which they last did what we waited for. */
    private final LinkedHashMap<HttpConnection, Peer> peers = new LinkedHashMap<>(16, 0.75f, true);

    Peers(Limits limits, HttpServerOptions options) {
        this.limits = limits;
        this.mostConnections = Math.max(1, limits.connections() / limits.loops());
        this.options = options;
    }

    private enum Wait {
        /** The next one, or its header. */
        REQUEST,
        BODY,
        KEPT_BODY,
        REST_OF_REFUSED,
        OUR_ANSWER
    }

    private record Peer(Wire wire, Wait kind, long since, long limit, Runnable onTimeout) {

        boolean isOver(long now) {
            return now - since > limit;
        }
    }

    void connected(HttpConnection connection) {
        if (peers.size() >= mostConnections) {
            cutLongestWaiting();
        }
        Wire wire = Wire.of(connection, options, () -> expect(connection, Wait.REQUEST, limits.header()));
        peers.put(
                connection,
                new Peer(wire, Wait.REQUEST, System.nanoTime(), limits.idle().toNanos(), wire::cut));
        connection.closeHandler(closed -> peers.remove(connection));
    }

    /** The last request is answered. */
    void expectRequest(HttpConnection connection) {
        expect(connection, Wait.REQUEST, limits.idle());
        Peer peer = peers.get(connection);
        if (peer != null) {
            peer.wire.goOn();
        }
    }

    /**
     * Waits for the body of a delivery.
     *
     * @param isKept whether it takes memory
     */
    void expectBody(HttpConnection connection, boolean isKept, Runnable onTimeout) {
        expect(connection, isKept ? Wait.KEPT_BODY : Wait.BODY, limits.body(), onTimeout);
    }

    void expectRefused(HttpConnection connection) {
        expect(connection, Wait.REST_OF_REFUSED, limits.refused());
    }

    /** It is our turn. */
    void answerIsDue(HttpConnection connection, Runnable onTimeout) {
        expect(connection, Wait.OUR_ANSWER, limits.answer(), onTimeout);
        Peer peer = peers.get(connection);
        if (peer != null) {
            peer.wire.hold();
        }
    }

    /** Gives up the kept body that has been arriving longest; false if there is none but that of {@code taker}. */
    boolean dropSlowestBody(HttpConnection taker) {
        Optional<Peer> slowest = peers.entrySet().stream()
                .filter(entry -> entry.getValue().kind == Wait.KEPT_BODY
                        && !entry.getKey().equals(taker))
                .map(Map.Entry::getValue)
                .findFirst();
        slowest.ifPresent(peer -> peer.onTimeout.run());
        return slowest.isPresent();
    }

    /** Acts on those who are over their time. To be called now and then. */
    void sweep() {
        long now = System.nanoTime();
        for (Peer peer : new ArrayList<>(peers.values())) {
            if (peer.isOver(now)) {
                peer.onTimeout.run();
            }
        }
    }

    /**
     * Of those who wait for a request and those who are in one, the more numerous have to give way: however many idle connections somebody opens,
     * they cost no delivery that is arriving, and the other way round.
     */
    private void cutLongestWaiting() {
        long idle = peers.values().stream()
                .filter(peer -> peer.kind == Wait.REQUEST)
                .count();
        boolean isIdle = 2 * idle > peers.size();
        if (!cutLongest(peer -> (peer.kind == Wait.REQUEST) == isIdle)) {
            cutLongest(_ -> true);
        }
    }

    /** Also forgets it: it may take a while until it is closed. Not when it is our turn. */
    private boolean cutLongest(Predicate<Peer> among) {
        var each = peers.values().iterator();
        while (each.hasNext()) {
            Peer peer = each.next();
            if (peer.kind != Wait.OUR_ANSWER && among.test(peer)) {
                each.remove();
                peer.wire.cut();
                return true;
            }
        }
        return false;
    }

    private void expect(HttpConnection connection, Wait kind, Duration limit) {
        Peer peer = peers.get(connection);
        if (peer != null) {
            expect(connection, kind, limit, peer.wire::cut);
        }
    }

    private void expect(HttpConnection connection, Wait kind, Duration limit, Runnable onTimeout) {
        // A connection that was closed in the meantime stays forgotten.
        peers.computeIfPresent(
                connection, (_, peer) -> new Peer(peer.wire, kind, System.nanoTime(), limit.toNanos(), onTimeout));
    }
}
