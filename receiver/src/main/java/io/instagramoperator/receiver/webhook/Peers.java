package io.instagramoperator.receiver.webhook;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.IdentityHashMap;

/**
 * The connections of one event loop, and how long each may keep us waiting. A limit for silence would not do: who sends one
 * byte a minute is never silent. Only used on the event loop.
 */
final class Peers {

    private final Limits limits;
    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();

    Peers(Limits limits) {
        this.limits = limits;
    }

    private record Peer(long since, long limit, Runnable onTimeout) {

        boolean isOver(long now) {
            return now - since > limit;
        }
    }

    void connected(HttpConnection connection) {
        peers.put(connection, new Peer(System.nanoTime(), limits.header().toNanos(), connection::close));
        connection.closeHandler(closed -> peers.remove(connection));
    }

    void expectHeader(HttpConnection connection) {
        expect(connection, limits.header().toNanos(), connection::close);
    }

    void expectBody(HttpConnection connection, Runnable onTimeout) {
        expect(connection, limits.body().toNanos(), onTimeout);
    }

    void expectRefused(HttpConnection connection) {
        expect(connection, limits.refused().toNanos(), connection::close);
    }

    /** It is our turn. */
    void expectNothing(HttpConnection connection) {
        expect(connection, Long.MAX_VALUE, () -> {});
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

    private void expect(HttpConnection connection, long limit, Runnable onTimeout) {
        // A connection that was closed in the meantime stays forgotten.
        peers.replace(connection, new Peer(System.nanoTime(), limit, onTimeout));
    }
}
