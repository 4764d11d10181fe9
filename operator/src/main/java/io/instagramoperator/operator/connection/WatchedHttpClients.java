package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP clients as another factory does, whose watches are looked after. The client's own settings know no limit for the silence of a WebSocket,
 * and its classes cannot be extended; so all that they make is passed on, and only the builders of WebSockets are replaced.
 */
record WatchedHttpClients(HttpClient.Factory inner, Watches watches) implements HttpClient.Factory {

    @Override
    public HttpClient.Builder newBuilder() {
        return passingOn(HttpClient.Builder.class, inner.newBuilder());
    }

    private <T> T passingOn(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object made = method.invoke(target, arguments);
                        return made == target ? self : replaced(made);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    private @Nullable Object replaced(@Nullable Object made) {
        return switch (made) {
            case HttpClient client -> passingOn(HttpClient.class, client);
            case HttpClient.Builder builder -> passingOn(HttpClient.Builder.class, builder);
            case WebSocket.Builder builder -> new WatchBuilder(builder, watches);
            case null, default -> made;
        };
    }
}
