package io.instagramoperator.operator.apiserver;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Receivers that answer {@code /status} as they are told, each at an address of its own in 127.0.0.0/8, all at one port. */
final class FakeReceivers implements AutoCloseable {

    private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
    private final Map<String, String> reports = new ConcurrentHashMap<>();
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final int port;

    FakeReceivers() {
        this.port = listen("127.0.0.1", 0);
    }

    int port() {
        return port;
    }

    /** Starts a receiver that answers 503 until it is given a report. Returns its address. */
    synchronized String start() {
        String address = "127.0.0." + (servers.size() + 1);
        listen(address, port);
        return address;
    }

    void report(String address, String json) {
        reports.put(address, json);
    }

    /** Lets the receiver answer in another way than with a report. */
    void misbehave(String address, HttpHandler answer) {
        answers.put(address, answer);
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
    }

    private int listen(String address, int wanted) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, wanted), 0);
            // A receiver that never ends its answer keeps a thread. No virtual one: the operator's are in this process,
            // and a busy receiver would keep a processor from them.
            server.setExecutor(Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("receiver-" + address).factory()));
            server.createContext("/status", exchange -> {
                HttpHandler answer = answers.get(address);
                if (answer != null) {
                    answer.handle(exchange);
                    return;
                }
                String report = reports.get(address);
                byte[] body = (report == null ? "" : report).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(report == null ? 503 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            servers.put(address, server);
            return server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
