package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** An application of a shop: takes events that are signed, unless a test wants it otherwise, and remembers them. */
final class Shop implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Taken> answer = _ -> 204;

    Shop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** An event that came. */
    record Taken(String id, String customer, String text, boolean replayed) {

        private static Taken of(String body) throws IOException {
            JsonNode event = JSON.readTree(body);
            return new Taken(
                    event.path("id").asText(),
                    event.path("subject").asText(),
                    event.path("data").path("message").path("body").asText(),
                    event.path("replayed").asBoolean());
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks");
    }

    /** Sets the status for an event; it may wait. */
    void answering(ToIntFunction<Taken> status) {
        answer = status;
    }

    /** What was answered 2xx, in this order. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            new Webhook(RunningReceiver.SECRET)
                    .verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true));
            Taken event = Taken.of(body);
            int status = answer.applyAsInt(event);
            if (status < 300) {
                taken.add(event);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (WebhookVerificationException e) {
            exchange.sendResponseHeaders(401, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
