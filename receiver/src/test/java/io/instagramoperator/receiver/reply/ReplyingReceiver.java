package io.instagramoperator.receiver.reply;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * All that takes part in replies, as a process that can be killed. It looks for lost answers sooner than the real one, and a plain
 * door stands for the API: a body that is POSTed with its {@code Idempotency-Key} is answered 202 and the reply's id; a GET tells how many wait.
 */
public final class ReplyingReceiver {

    private static final List<Duration> LOOKS =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final ReplySender sender;
    private final ReplyStore store;

    private ReplyingReceiver(ReplySender sender, ReplyStore store) {
        this.sender = sender;
        this.store = store;
    }

    /** Arguments: the configuration file and the port for replies. */
    public static void main(String[] arguments) throws IOException {
        var metrics = new SimpleMeterRegistry();
        Vertx vertx = Vertx.vertx();
        Configuration configuration = new Configuration(Path.of(arguments[0]));
        EventLog log = new EventLog(metrics);
        configuration.onChange(snapshot -> snapshot.config()
                .ifPresent(
                        config -> log.use(config.store().path(), config.store().retention())));
        configuration.start();
        GraphLimits limits = new GraphLimits();
        AccountGraph graph = new AccountGraph(metrics, limits);
        AccountToken token = new AccountToken(log);
        ReplyEnds ends = new ReplyEnds(metrics);
        Settlements settlements = new Settlements(log, configuration);
        ReplyStore store = new ReplyStore(log);
        ReplySender sender = new ReplySender(
                store,
                settlements,
                ends,
                new Search(
                        configuration,
                        token,
                        graph,
                        limits,
                        new ConversationPace(limits),
                        store,
                        ends,
                        Clock.systemUTC(),
                        LOOKS),
                graph,
                log,
                configuration,
                token,
                new AccountStop(),
                metrics,
                new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), new Random()));
        new WebhookEndpoint(vertx, configuration, log, new Echoes(log, configuration, settlements, ends), metrics)
                .start(configuration.boundPorts().webhook());
        sender.start();
        HttpServer door = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 100);
        door.createContext("/", new ReplyingReceiver(sender, store)::handle);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sender.stop();
            vertx.close().toCompletionStage().toCompletableFuture().join();
            configuration.stop();
            log.close();
        }));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!sender.isReady()) {
                exchange.sendResponseHeaders(503, -1);
            } else if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, Integer.toString(store.counts().waiting()));
            } else {
                Optional<String> key = Optional.of(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                switch (sender.accept(valid(body), key).toCompletableFuture().join()) {
                    case Accepted.New(Reply reply) -> answer(exchange, 202, reply.id());
                    case Accepted.Repeated(Reply reply) -> answer(exchange, 202, reply.id());
                    case Accepted.KeyTaken _, Accepted.CommentAnswered _ -> exchange.sendResponseHeaders(422, -1);
                }
            }
        }
    }

    private static SendBody valid(byte[] body) {
        return ((SendBody.Result.Valid) SendBody.check(body, false)).body();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
