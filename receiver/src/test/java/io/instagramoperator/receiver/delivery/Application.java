package io.instagramoperator.receiver.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** An application that takes events; each test says how it answers. */
final class Application implements AutoCloseable {

    private final HttpServer server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile ToIntFunction<String> answer = _ -> 204;
    private volatile Duration retryAfter = Duration.ZERO;

    Application() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Sets the status for an event with this id. It may wait. */
    Application answering(ToIntFunction<String> statusById) {
        answer = statusById;
        return this;
    }

    Application answering(int status) {
        return answering(_ -> status);
    }

    /** With each answer asks to be left alone for so long. */
    Application askingFor(Duration peace) {
        retryAfter = peace;
        return this;
    }

    /** Does not answer until the gate is opened; then it takes the event. */
    Application waitingFor(CountDownLatch gate) {
        return answering(_ -> {
            try {
                gate.await();
                return 204;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    /** Ids of what was answered 2xx, in this order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    int tried() {
        return tried.get();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            tried.incrementAndGet();
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            int status = answer.applyAsInt(id);
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfter.toSeconds()));
            underWay.decrementAndGet();
            if (status < 300) {
                taken.add(id);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
