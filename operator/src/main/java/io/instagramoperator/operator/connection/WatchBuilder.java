package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Opens WebSockets as another builder does, and has them looked after. The operator opens none but for watches. */
final class WatchBuilder implements WebSocket.Builder {

    private final WebSocket.Builder inner;
    private final Watches watches;
    private String path = "";

    WatchBuilder(WebSocket.Builder inner, Watches watches) {
        this.inner = inner;
        this.watches = watches;
    }

    @Override
    public CompletableFuture<WebSocket> buildAsync(WebSocket.Listener listener) {
        Watch watch = new Watch(path, listener, watches);
        watches.tried(watch);
        return inner.buildAsync(watch)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        failed(watch, failure);
                    }
                })
                .thenApply(socket -> new Socket(socket, watch));
    }

    @Override
    public WebSocket.Builder uri(URI uri) {
        path = uri.getPath();
        inner.uri(uri);
        return this;
    }

    @Override
    public WebSocket.Builder header(String name, String value) {
        inner.header(name, value);
        return this;
    }

    @Override
    public WebSocket.Builder setHeader(String name, String value) {
        inner.setHeader(name, value);
        return this;
    }

    @Override
    public WebSocket.Builder subprotocol(String protocol) {
        inner.subprotocol(protocol);
        return this;
    }

    @Override
    public WebSocket.Builder connectTimeout(long timeout, TimeUnit unit) {
        inner.connectTimeout(timeout, unit);
        return this;
    }

    private void failed(Watch watch, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof WebSocketHandshakeException refusal)) {
            watches.failed(watch, cause.toString());
        } else if (refusal.getResponse().code() == HttpURLConnection.HTTP_NOT_FOUND) {
            watches.refusedAsUnknown(watch);
        } else {
            watches.failed(
                    watch, "the API server answers " + refusal.getResponse().code());
        }
    }

    private final class Socket implements WebSocket {

        private final WebSocket inner;
        private final Watch watch;

        Socket(WebSocket inner, Watch watch) {
            this.inner = inner;
            this.watch = watch;
        }

        @Override
        public boolean sendClose(int code, String reason) {
            watches.closed(watch);
            return inner.sendClose(code, reason);
        }

        @Override
        public boolean send(ByteBuffer buffer) {
            return inner.send(buffer);
        }

        @Override
        public long queueSize() {
            return inner.queueSize();
        }

        @Override
        public void request() {
            inner.request();
        }
    }
}
