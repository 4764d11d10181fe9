package io.instagramoperator.receiver.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Filter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The API's streams on a server of their own, with clocks that are in as much of a hurry as tests are. */
final class StreamServer implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder;
    private final Configuration configuration;
    private final EventLog log;
    private final DiskThreads threads = new DiskThreads();
    private final EventPages pages;
    private final AtomicInteger readings = new AtomicInteger();
    private final EventStreams streams;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final ExecutorService clientThreads = Executors.newFixedThreadPool(4);

    /** With HTTP/2, all streams would share a connection. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(clientThreads)
            .build();

    StreamServer(ReceiverHome home) {
        folder = home.folder().resolve("data");
        configuration = home.configuration();
        log = new EventLog(new SimpleMeterRegistry(), Clock.systemUTC(), () -> {
            throw new AssertionError("no write fails here");
        });
        log.use(folder, Duration.ofDays(100_000));
        pages = new EventPages(log, configuration, threads, new ApiRoom());
        ApiDoor door = new ApiDoor(configuration, new ApiRoom());
        streams = new EventStreams(vertx, log, door, new CountingPages(), TICK, PATIENCE);
        Router router = Router.router(vertx);
        door.stand(router);
        streams.stand(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private final class CountingPages extends StreamPages {

        CountingPages() {
            super(log, pages, threads);
        }

        @Override
        CompletionStage<StreamPage> after(Cursor cursor, Filter filter) {
            readings.incrementAndGet();
            return super.after(cursor, filter);
        }
    }

    /** How often something was read for a stream that had begun, or that said where to begin. */
    int readings() {
        return readings.get();
    }

    int streams() {
        return streams.count();
    }

    void stopStreams() {
        streams.stop(new ShutdownEvent());
    }

    void append(String... ids) {
        append(Stream.of(ids).map(id -> event(id, "{}")).toArray(Event[]::new));
    }

    void append(Event... events) {
        log.append(List.of(events))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** An event of 256 KiB, so that a few are more than a connection takes. */
    static Event large(String id) {
        return event(id, "{\"body\":\"" + "x".repeat(256 * 1024) + "\"}");
    }

    private static Event event(String id, String data) {
        return new Event(id, "message.received", Optional.of("4711"), NOW, NOW, data, Optional.empty());
    }

    void expireEverything() {
        log.use(folder, Duration.ofMillis(1));
        await().until(() -> log.bounds().events() == 0);
    }

    String cloudEvent(String id) {
        return new String(pages.cloudEvents().one(log.find(id).orElseThrow()), UTF_8);
    }

    StreamReader connect(String query) {
        return connect(query, List.of());
    }

    StreamReader connect(String query, List<String> headers) {
        StreamReader reader = StreamReader.thatTakesAll();
        open(query, headers, reader).orTimeout(30, TimeUnit.SECONDS).join();
        return reader;
    }

    CompletableFuture<HttpResponse<Void>> open(String query, List<String> headers, StreamReader reader) {
        return client.sendAsync(
                request(query, headers.toArray(String[]::new)),
                _ -> new Unfinished(BodySubscribers.fromLineSubscriber(reader)));
    }

    /** A body that goes on after the response has been answered with its headers. */
    private record Unfinished(BodySubscriber<Void> lines) implements BodySubscriber<Void> {

        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            lines.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            lines.onNext(item);
        }

        @Override
        public void onError(Throwable error) {
            lines.onError(error);
        }

        @Override
        public void onComplete() {
            lines.onComplete();
        }
    }

    HttpResponse<String> get(String query, String... headers) {
        try {
            return client.send(request(query, headers), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/events/stream" + query))
                .header("Authorization", "Bearer " + ReceiverHome.API_TOKEN);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    @Override
    public void close() {
        client.shutdownNow();
        clientThreads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        threads.stop(new ShutdownEvent());
        log.close();
        configuration.stop();
    }
}
