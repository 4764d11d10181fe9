package io.instagramoperator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.instagram.payload.Entries;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The receiver of one account, in memory: it takes what is signed for its account, keeps what it has acknowledged, and misbehaves when
 * told to.
 */
public final class FakeReceiver implements AutoCloseable {

    /** What it does with a delivery that it could store. */
    @FunctionalInterface
    public interface Behaviour {
        void on(HttpExchange exchange, Runnable store) throws IOException, InterruptedException;

        /** As a receiver should. */
        Behaviour STORES = (exchange, store) -> {
            store.run();
            answer(exchange, 200);
        };

        static Behaviour answers(int status) {
            return (exchange, store) -> answer(exchange, status);
        }

        /** Not before the gateway has given up. */
        static Behaviour hangs(CountDownLatch end) {
            return (exchange, store) -> {
                end.await();
                answer(exchange, 503);
            };
        }

        static Behaviour storesAfter(Duration delay) {
            return (exchange, store) -> {
                Thread.sleep(delay);
                STORES.on(exchange, store);
            };
        }

        /** As one that is killed after the commit. */
        Behaviour STORES_AND_CUTS = (exchange, store) -> {
            store.run();
            exchange.close();
        };
    }

    private final String instagramId;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> entries = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile List<AppSecret> keys;
    private volatile Behaviour behaviour = Behaviour.STORES;

    public FakeReceiver(String instagramId, String... secrets) {
        this(instagramId, 0, secrets);
    }

    private FakeReceiver(String instagramId, int port, String... secrets) {
        this.instagramId = instagramId;
        this.keys = keys(instagramId, secrets);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The same account at the same port, with nothing in memory. */
    public static FakeReceiver again(FakeReceiver gone, String... secrets) {
        return new FakeReceiver(gone.instagramId, gone.port(), secrets);
    }

    public Account account() {
        return new Account(
                instagramId,
                "a" + instagramId,
                URI.create("http://127.0.0.1:" + port() + "/webhooks/social/a" + instagramId));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public FakeReceiver does(Behaviour other) {
        behaviour = other;
        return this;
    }

    /** Accepts the keys of these app secrets from now on. */
    public void secrets(String... secrets) {
        keys = keys(instagramId, secrets);
    }

    /** The entries it has acknowledged or at least stored, byte for byte (one character is one byte). */
    public List<String> entries() {
        return List.copyOf(entries);
    }

    /** The deliveries that it stored. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** How many requests it got, whatever became of them. */
    public int requests() {
        return requests.get();
    }

    private static List<AppSecret> keys(String instagramId, String... secrets) {
        return Stream.of(secrets)
                .map(secret -> AppSecret.of(secret).gatewayKey(instagramId))
                .toList();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            // Whoever waits for this request before he sets another behaviour means the next one.
            Behaviour now = behaviour;
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> signatures = exchange.getRequestHeaders().getOrDefault(WebhookSignature.HEADER, List.of());
            if (WebhookSignature.verify(signatures, body, keys) instanceof Verdict.Refused) {
                answer(exchange, 401);
                return;
            }
            now.on(exchange, () -> store(body));
        } catch (IOException e) {
            // The gateway no longer waits for the answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void store(byte[] body) {
        bodies.add(new String(body, UTF_8));
        Entries.of(body)
                .entries()
                .forEach(entry -> entries.add(new String(entry.raw().bytes(), UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
