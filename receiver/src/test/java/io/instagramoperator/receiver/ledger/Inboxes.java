package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.FakeConversations;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.ReceiverHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meta, and the inboxes of the customers: it keeps what each of them got, in order. Its answers get lost before and after it has
 * acted, it calls errors temporary that are none, and its echoes come before the answer, after it, late, or never. Now and then a
 * colleague writes too.
 */
final class Inboxes implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HTML = "<html><body>Bad Gateway</body></html>";
    private static final String TEMPORARY =
            "{\"error\":{\"message\":\"told to\",\"type\":\"OAuthException\",\"code\":2,\"fbtrace_id\":\"trace\"}}";
    private static final int MILLIS_TO_RETRY = 30;

    /** A message that a customer got. */
    record Received(String customer, String mid, String text) {}

    /** What Meta does with one send. */
    private enum Mood {
        CUT_BEFORE,
        CUT_AFTER,
        LATE_CUT_AFTER,
        HTML_AFTER,
        TEMPORARY_BEFORE,
        TEMPORARY_AFTER,
        GOOD;

        static Mood of(int percent) {
            return percent < values().length - 1 ? values()[percent] : GOOD;
        }
    }

    private final FakeConversations conversations = new FakeConversations();
    private final List<Received> received = new ArrayList<>();
    private final Set<String> ofColleagues = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Random random;
    private final URI webhook;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService echoes = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger undelivered = new AtomicInteger();
    private volatile Runnable atNextSend = () -> {};
    private volatile boolean closed;

    Inboxes(URI webhook, Random random) throws IOException {
        this.webhook = webhook;
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    synchronized Set<String> ofColleagues() {
        return Set.copyOf(ofColleagues);
    }

    int undeliveredEchoes() {
        return undelivered.get();
    }

    /** Once, when a message has arrived at the customer and before that is answered. */
    void whenOneHasArrived(Runnable then) {
        atNextSend = then;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            URI uri = exchange.getRequestURI();
            String path = uri.getPath().replaceFirst("^/v[0-9.]+", "");
            if (exchange.getRequestMethod().equals("POST") && path.endsWith("/messages")) {
                send(exchange, JSON.readTree(body));
                return;
            }
            FakeMeta.Request request = new FakeMeta.Request(
                    exchange.getRequestMethod(), path, uri.getRawQuery() == null ? "" : uri.getRawQuery(), "", body);
            write(exchange, 200, conversations.answer(request).orElse("{}"));
        }
    }

    private void send(HttpExchange exchange, JsonNode body) throws IOException {
        String customer = body.at("/recipient/id").asText();
        Mood mood = Mood.of(random.nextInt(30));
        if (mood == Mood.CUT_BEFORE) {
            return;
        }
        if (mood == Mood.TEMPORARY_BEFORE) {
            write(exchange, 500, TEMPORARY);
            return;
        }
        String mid = arrive(customer, body.at("/message/text").asText());
        String echo = echo(customer, mid, body.at("/message/text").asText());
        // What Meta calls temporary is sent again unless its echo came before: that is the contract.
        int when = mood == Mood.TEMPORARY_AFTER ? 0 : random.nextInt(4);
        if (when == 0) {
            deliver(echo);
        }
        Runnable then = atNextSend;
        atNextSend = () -> {};
        then.run();
        switch (mood) {
            case HTML_AFTER -> write(exchange, 502, HTML);
            case TEMPORARY_AFTER -> write(exchange, 500, TEMPORARY);
            case LATE_CUT_AFTER -> pause(500);
            case GOOD -> write(exchange, 200, "{\"recipient_id\":\"" + customer + "\",\"message_id\":\"" + mid + "\"}");
            case CUT_AFTER, CUT_BEFORE, TEMPORARY_BEFORE -> {}
        }
        if (when == 1 || when == 2) {
            deliverLater(echo, when == 1 ? 0 : random.nextInt(3_000));
        }
    }

    private synchronized String arrive(String customer, String text) {
        Instant now = Instant.now();
        if (known.add(customer)) {
            conversations.customerWrote(customer, "in_" + customer, "hello?", now.minusSeconds(300));
        }
        if (random.nextInt(10) == 0) {
            String mid = "colleague_" + received.size();
            ofColleagues.add(mid);
            conversations.accountWrote(customer, mid, "a colleague's " + mid, now);
            deliverLater(echo(customer, mid, "a colleague's " + mid), 0);
        }
        String mid = "mid_" + received.size();
        received.add(new Received(customer, mid, text));
        conversations.accountWrote(customer, mid, text, now);
        return mid;
    }

    private static String echo(String customer, String mid, String text) {
        long now = System.currentTimeMillis();
        return """
                {"object":"instagram","entry":[{"id":"%s","time":%d,"messaging":[{"sender":{"id":"%s"},"recipient":{"id":"%s"},\
                "timestamp":%d,"message":{"mid":"%s","text":"%s","is_echo":true}}]}]}""".formatted(FakeMeta.ACCOUNT, now, FakeMeta.ACCOUNT, customer, now, mid, text);
    }

    private void deliverLater(String echo, int millis) {
        undelivered.incrementAndGet();
        echoes.execute(() -> {
            pause(millis);
            while (!closed && !deliver(echo)) {
                pause(MILLIS_TO_RETRY);
            }
            undelivered.decrementAndGet();
        });
    }

    private boolean deliver(String echo) {
        byte[] body = echo.getBytes(UTF_8);
        try {
            return client.send(
                                    HttpRequest.newBuilder(webhook)
                                            .header(
                                                    WebhookSignature.HEADER,
                                                    WebhookSignature.sign(AppSecret.of(ReceiverHome.APP_SECRET), body))
                                            .timeout(Duration.ofSeconds(5))
                                            .POST(BodyPublishers.ofByteArray(body))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        echoes.close();
        client.close();
    }
}
