package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/** Tells of watches by plain HTTP, which no builder of WebSockets sees. */
record PlainWatches(Watches watches) implements Interceptor {

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String query = request.uri().getQuery();
        if (response.isSuccessful() && query != null && query.contains("watch=true")) {
            watches.openedWithoutWebSocket(request.uri().getPath());
        }
    }
}
