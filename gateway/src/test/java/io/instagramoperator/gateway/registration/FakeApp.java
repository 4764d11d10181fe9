package io.instagramoperator.gateway.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The subscription of one app at Meta. It keeps what it was asked, and answers nothing but errors when told to. */
final class FakeApp implements AutoCloseable {

    private static final Pattern PAIRS = Pattern.compile("&");

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile String callback = "";
    private volatile String fields = "messages";
    private volatile boolean failing;

    FakeApp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FakeApp withCallback(String url) {
        callback = url;
        return this;
    }

    FakeApp failing(boolean value) {
        failing = value;
        return this;
    }

    String callback() {
        return callback;
    }

    String fields() {
        return fields;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(exchange.getRequestMethod());
            byte[] answer = (failing
                            ? "{\"error\":{\"code\":2,\"message\":\"told to\"}}"
                            : answer(exchange.getRequestMethod(), body))
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(failing ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String method, String body) {
        switch (method) {
            case "POST" -> {
                Map<String, String> form = PAIRS.splitAsStream(body)
                        .collect(Collectors.toMap(
                                pair -> pair.substring(0, pair.indexOf('=')),
                                pair -> URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), UTF_8)));
                callback = form.getOrDefault("callback_url", "");
                fields = form.getOrDefault("fields", "");
                return "{\"success\":true}";
            }
            case "DELETE" -> {
                callback = "";
                return "{\"success\":true}";
            }
            default -> {
                return "{\"data\":[" + (callback.isEmpty() ? "" : subscription()) + "]}";
            }
        }
    }

    private String subscription() {
        String names = Pattern.compile(",")
                .splitAsStream(fields)
                .map(name -> "{\"name\":\"" + name + "\",\"version\":\"v25.0\"}")
                .collect(Collectors.joining(","));
        return "{\"object\":\"instagram\",\"callback_url\":\"" + callback + "\",\"active\":true,\"fields\":[" + names
                + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
