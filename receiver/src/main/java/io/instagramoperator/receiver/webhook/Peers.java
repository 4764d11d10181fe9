package io.instagramoperator.receiver.webhook;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop, and how long each may keep us waiting. A limit for silence would not do: who sends one
 * byte a minute is never silent. Only used on the event loop.
 */
final class Peers {

    /** For a request to begin and its header to be complete. Longer than proxies keep a connection (nginx: 60 s). */
    private static final long HEADER_NANOS = TimeUnit.SECONDS.toNanos(75);

    /** For a body to arrive. Meta's own deadline for the answer is 5 s. */
    private static final long BODY_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** For the rest of a refused body. Closed earlier, the sender would see a reset instead of the answer. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();

    private record Peer(long since, long limit, Runnable onTimeout) {

        boolean isOver(long now) {
            return now - since > limit;
        }
    }

    void connected(HttpConnection connection) {
        peers.put(connection, new Peer(System.nanoTime(), HEADER_NANOS, connection::close));
        connection.closeHandler(closed -> peers.remove(connection));
    }

    void expectHeader(HttpConnection connection) {
        expect(connection, HEADER_NANOS, connection::close);
    }

    void expectBody(HttpConnection connection, Runnable onTimeout) {
        expect(connection, BODY_NANOS, onTimeout);
    }

    void expectRefused(HttpConnection connection) {
        expect(connection, REFUSED_NANOS, connection::close);
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
