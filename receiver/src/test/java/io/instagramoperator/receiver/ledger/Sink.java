package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An application as a process that keeps account of what it was given, and behaves as badly as applications do: it answers late and
 * in another order, refuses, is overloaded for a while, and cuts connections before or after it has processed an event.
 */
final class Sink {

    static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a secret of 32 bytes, more or less".getBytes(UTF_8));

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CALM = Duration.ofSeconds(6);
    private static final Duration OVERLOADED = Duration.ofSeconds(1);

    /** Of 10,000; those below are good, but for a few. */
    private static final int OVERLOADED_MOOD = 9_980;

    private final DeliveryLedger ledger;
    private final Random random;
    private final long started = System.nanoTime();

    private Sink(DeliveryLedger ledger, Random random) {
        this.ledger = ledger;
        this.random = random;
    }

    /** Arguments: the port, the ledger's file, a seed. */
    public static void main(String[] arguments) throws IOException {
        Sink sink = new Sink(new DeliveryLedger(Path.of(arguments[1])), new Random(Long.parseLong(arguments[2])));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 100);
        server.createContext("/", sink::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int mood = isOverloaded() ? OVERLOADED_MOOD : random.nextInt(10_000);
        try (exchange) {
            if (mood >= OVERLOADED_MOOD) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(503, -1);
            } else if (mood >= 9_970) {
                exchange.sendResponseHeaders(500, -1);
            } else if (mood < 9_960) {
                process(exchange, body, mood);
            }
            // Otherwise the connection is cut before the event is processed.
        }
    }

    private void process(HttpExchange exchange, byte[] body, int mood) throws IOException {
        String message = isSigned(exchange, body) ? message(body) : "forged";
        ledger.processed(message);
        pause(mood < 60 ? 300 : random.nextInt(10));
        if (mood >= 20) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            ledger.answered(message);
        }
        // Otherwise it is cut after that.
    }

    private boolean isOverloaded() {
        long since = System.nanoTime() - started;
        return since % CALM.plus(OVERLOADED).toNanos() > CALM.toNanos();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static String message(byte[] body) throws IOException {
        return JSON.readTree(body).at("/data/message/id").asText("unknown");
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        String signed = exchange.getRequestHeaders().getFirst("webhook-id") + "."
                + exchange.getRequestHeaders().getFirst("webhook-timestamp") + ".";
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            mac.update(signed.getBytes(UTF_8));
            String signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return List.of(exchange.getRequestHeaders()
                            .getFirst("webhook-signature")
                            .split(" ", -1))
                    .contains(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
