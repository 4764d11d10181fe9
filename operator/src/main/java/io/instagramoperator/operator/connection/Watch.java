package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One watch, from the attempt to open it to its end: hears what the client's own listener hears. */
final class Watch implements WebSocket.Listener {

    private final String path;
    private final WebSocket.Listener client;
    private final Watches watches;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Instant heard;
    private volatile @Nullable WebSocket socket;

    Watch(String path, WebSocket.Listener client, Watches watches) {
        this.path = path;
        this.client = client;
        this.watches = watches;
        this.heard = watches.now();
    }

    String path() {
        return path;
    }

    /** When the API server last sent anything. */
    Instant heard() {
        return heard;
    }

    /** Ends a watch that seems dead, without waiting for an answer to that. */
    void giveUp() {
        WebSocket open = socket;
        if (open != null) {
            // The client tries again at once; it is told of nothing that still happens to this socket.
            onError(open, new IOException("nothing came over the watch of " + path));
            open.sendClose(1000, null);
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        heard = watches.now();
        watches.opened(this);
        client.onOpen(webSocket);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        heard = watches.now();
        client.onMessage(webSocket, text);
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteBuffer bytes) {
        heard = watches.now();
        client.onMessage(webSocket, bytes);
    }

    @Override
    public void onClose(WebSocket webSocket, int code, String reason) {
        if (ended.compareAndSet(false, true)) {
            watches.ended(this);
            client.onClose(webSocket, code, reason);
        }
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        if (ended.compareAndSet(false, true)) {
            watches.ended(this);
            client.onError(webSocket, error);
        }
    }
}
