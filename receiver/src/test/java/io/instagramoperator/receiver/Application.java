package io.instagramoperator.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** An application at the API of a receiver, and the events that it has to read. */
final class Application {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI api;
    private final EventLog log;

    Application(URI api, EventLog log) {
        this.api = api;
        this.log = log;
    }

    /** Appends events of a conversation of their own. */
    String append(int count) {
        String customer = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
        append(customer, count);
        return customer;
    }

    void append(String customer, int count) {
        Instant now = Instant.now();
        log.append(IntStream.range(0, count)
                        .mapToObj(_ -> new Event(
                                UUID.randomUUID().toString(),
                                "message.received",
                                Optional.of(customer),
                                now,
                                now,
                                "{}",
                                Optional.empty()))
                        .toList())
                .toCompletableFuture()
                .join();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    <T> HttpResponse<T> get(String path, BodyHandler<T> as) throws IOException, InterruptedException {
        return http.send(request(path).build(), as);
    }

    /** Asks now; whoever waits for events is answered when some come. */
    CompletableFuture<HttpResponse<String>> later(String path) {
        return http.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + ReceiverHome.API_TOKEN);
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
