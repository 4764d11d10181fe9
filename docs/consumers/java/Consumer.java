import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;

/** Takes events of Instagram: verifies each one, stores it once, and only then answers 200. */
public final class Consumer {

    /** Larger bodies are refused before they fill the memory. */
    private static final int MAX_BYTES = 16 << 20;

    /** A line for each event, with its id at the end: a line that a crash cut short does not count. */
    private static final Path EVENTS = Path.of("events.log");

    /** Connections that wait to be accepted. The receiver may open so many at once. */
    private static final int BACKLOG = 256;

    private final Webhook webhook;
    private final Set<String> seen = new HashSet<>();

    private Consumer(String secret) throws IOException {
        webhook = new Webhook(secret);
        if (Files.exists(EVENTS)) {
            for (String line : Files.readAllLines(EVENTS, StandardCharsets.ISO_8859_1)) {
                seen.add(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Consumer consumer = new Consumer(System.getenv("WEBHOOK_SECRET"));
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", consumer::handle);
        server.start();
        System.out.println("listening on port " + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(answer(exchange), -1);
        }
    }

    private int answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            return 413;
        }
        String event = new String(body, StandardCharsets.UTF_8);
        try {
            webhook.verify(event, exchange.getRequestHeaders());
        } catch (WebhookVerificationException e) {
            return 401;
        }
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        try {
            System.out.println(process(id, event) + " " + id);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            return 500;
        }
        return 200;
    }

    /** Put your own work here. If it throws, the event comes again. */
    private synchronized String process(String id, String event) throws IOException {
        if (seen.contains(id)) {
            return "known";
        }
        byte[] line = ("\n" + event + " " + id).getBytes(StandardCharsets.UTF_8);
        // DSYNC: on the disk, not only on its way there.
        Files.write(EVENTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        seen.add(id);
        return "stored";
    }
}
