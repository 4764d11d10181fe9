package io.instagramoperator.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.instagram.payload.RawJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A webhook receiver: answers the handshake for its verify token and keeps what is delivered. */
public final class CallbackServer implements AutoCloseable {

    public static final String VERIFY_TOKEN = "verify me";

    /** A delivery as it came. */
    public record Received(Map<String, List<String>> headers, RawJson raw) {

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }

        public byte[] body() {
            return raw.bytes();
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private CallbackServer(HttpServer server) {
        this.server = server;
    }

    public static CallbackServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CallbackServer callback = new CallbackServer(server);
        server.createContext("/hook", callback::handle);
        server.start();
        return callback;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Answers that many deliveries with 503. */
    public void failNext(int count) {
        failures.set(count);
    }

    /** All deliveries so far, also those answered with 503. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                handshake(exchange);
                return;
            }
            received.add(new Received(
                    exchange.getRequestHeaders(),
                    RawJson.of(exchange.getRequestBody().readAllBytes())));
            boolean fails = failures.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
            exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        }
    }

    private static void handshake(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        boolean right = VERIFY_TOKEN.equals(query.get("hub.verify_token")) && "subscribe".equals(query.get("hub.mode"));
        byte[] challenge = query.getOrDefault("hub.challenge", "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 403, right ? challenge.length : -1);
        if (right) {
            exchange.getResponseBody().write(challenge);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
