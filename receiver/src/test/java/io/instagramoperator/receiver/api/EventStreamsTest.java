package io.instagramoperator.receiver.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.log.Cursor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams over HTTP: every event once and in order, however the client connects, and no client at the expense of others. */
@Timeout(60)
class EventStreamsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final ReceiverHome home;
    private final StreamServer server;

    EventStreamsTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
        server = new StreamServer(home);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void givesWhatComesFromNowOnWithTheCursorAsId() {
        // Given
        server.append("before");
        StreamReader client = server.connect("");
        await().until(() -> client.lines.contains("id: " + new Cursor(1)));

        // When
        server.append("after");

        // Then
        await().until(() -> !client.values("data").isEmpty());
        assertThat(client.lines)
                .filteredOn(line -> !line.equals(":") && !line.isEmpty())
                .containsExactly(
                        ": events follow",
                        "id: " + new Cursor(1),
                        "id: " + new Cursor(2),
                        "data: " + server.cloudEvent("after"));
    }

    @Test
    void answersWithTheHeadersThatKeepProxiesFromHoldingItBack() {
        // When
        HttpResponse<Void> response =
                server.open("", List.of(), StreamReader.thatTakesAll()).join();

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
    }

    @ParameterizedTest(name = "after={0}, Last-Event-ID {1}")
    @CsvSource(
            nullValues = "-",
            value = {"1, -, 2", "-, 1, 2", "0, 2, 3", "2, 1, 2"})
    void resumesAfterTheLastEventOrElseAfterTheParameter(Long after, Long lastEventId, int first) {
        // Given
        server.append("e1", "e2", "e3");

        // When
        StreamReader client = server.connect(
                after == null ? "" : "?after=" + new Cursor(after),
                lastEventId == null ? List.of() : List.of("Last-Event-ID", new Cursor(lastEventId).toString()));

        // Then
        await().until(() -> ids(client).contains("e3"));
        assertThat(ids(client))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(first, 3).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void missesNothingAndRepeatsNothingWhileEventsAreAppended() {
        // Given
        List<StreamReader> clients = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> appending = CompletableFuture.supplyAsync(() -> {
            int i = 0;
            for (; i < 2_000 || (clients.size() < 12 && i < 20_000); i += 4) {
                server.append("e" + i, "e" + (i + 1), "e" + (i + 2), "e" + (i + 3));
            }
            return i;
        });

        // When
        while (!appending.isDone() && clients.size() < 40) {
            clients.add(server.connect("?after=" + new Cursor(0)));
            clients.add(server.connect("?types=message.*&after=" + new Cursor(0)));
        }
        int events = appending.join();

        // Then
        List<String> all = IntStream.range(0, events).mapToObj(i -> "e" + i).toList();
        for (StreamReader client : clients) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.values("data").size() >= events);
            assertThat(ids(client)).isEqualTo(all);
        }
        assertThat(clients).hasSizeGreaterThan(10);
    }

    @Test
    void advancesTheIdOverWhatTheFilterLeavesOut() {
        // Given
        StreamReader client = server.connect("?types=postback.*");
        await().until(() -> client.lines.contains("id: " + new Cursor(0)));

        // When
        server.append("e1", "e2");

        // Then
        await().until(() -> client.lines.contains("id: " + new Cursor(2)));
        assertThat(client.values("data")).isEmpty();
    }

    @Test
    void readsNothingAndHoldsNoThreadWhileNothingHappens() {
        // Given
        server.append("e1");
        int threads = Thread.getAllStackTraces().size();
        List<StreamReader> clients = IntStream.range(0, 200)
                .mapToObj(i -> server.connect(i % 2 == 0 ? "" : "?conversation=" + i))
                .toList();
        await().until(() -> clients.stream().allMatch(client -> client.lines.contains("id: " + new Cursor(1))));
        int readings = server.readings();

        // When
        await().until(() -> clients.stream()
                .allMatch(client -> client.lines.stream().filter(":"::equals).count() > 2));

        // Then
        assertThat(server.readings()).isEqualTo(readings);
        assertThat(Thread.getAllStackTraces().size() - threads).isLessThan(50);
        clients.forEach(StreamReader::leave);
        await().until(() -> server.streams() == 0);
    }

    @Test
    void cutsOffWhoTakesNothingAndKeepsNobodyElseWaiting() {
        // Given
        IntStream.range(0, 60).forEach(i -> server.append(StreamServer.large("e" + i)));
        StreamReader stalled = StreamReader.thatTakesNothing();
        server.open("?after=" + new Cursor(0), List.of(), stalled).join();
        await().until(() -> server.streams() == 1);

        // When
        StreamReader other = server.connect("?after=" + new Cursor(0));

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.values("id").getLast().equals(new Cursor(60).toString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.streams() == 1);
        assertThat(other.end).isNotDone();
        stalled.takeAll();
        await().until(stalled.end::isCompletedExceptionally);
    }

    @Test
    void saysAtTheEndThatTheLogNoLongerHoldsWhatFollows() {
        // Given
        IntStream.range(0, 60).forEach(i -> server.append(StreamServer.large("e" + i)));
        StreamReader slow = StreamReader.thatTakesNothing();
        server.open("?after=" + new Cursor(0), List.of(), slow).join();

        // When
        server.expireEverything();
        slow.takeAll();

        // Then
        await().until(slow.end::isDone);
        assertThat(slow.lines).anyMatch(line -> line.startsWith(": the log no longer holds what follows"));
        assertThat(slow.values("data").size()).isLessThan(60);
    }

    @Test
    void endsWhenTheTokenIsNoLongerAccepted() {
        // Given
        StreamReader client = server.connect("");
        await().until(() -> client.lines.contains("id: " + new Cursor(0)));

        // When
        home.secret("api-token", "another");

        // Then
        await().until(client.end::isDone);
        assertThat(client.lines).contains(": the token is no longer accepted");
    }

    @Test
    void endsWhenTheReceiverStops() {
        // Given
        StreamReader client = server.connect("");
        await().until(() -> client.lines.contains("id: " + new Cursor(0)));

        // When
        server.stopStreams();

        // Then
        await().until(client.end::isDone);
        assertThat(client.lines).contains(": the receiver stops; connect again");
    }

    @Test
    void opensNoMoreThanTheMost() {
        // Given
        IntStream.range(0, EventStreams.MOST).forEach(_ -> server.connect(""));
        await().until(() -> server.streams() == EventStreams.MOST);

        // When
        HttpResponse<String> refused = server.get("");

        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(problem(refused).path("type").asText()).endsWith(":too-many-streams");
    }

    @ParameterizedTest(name = "{0} {1}={2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "?limit=1,            -,             -,            400, bad-parameter",
                "?after=yesterday,    -,             -,            400, bad-parameter",
                "?types=A,            -,             -,            400, bad-parameter",
                "?after=AQAAAAAAAABj, -,             -,            410, cursor-expired",
                "-,                   Last-Event-ID, 7,            400, bad-parameter",
                "-,                   Last-Event-ID, AQAAAAAAAABj, 410, cursor-expired",
            })
    void refusesBeforeItBegins(String query, String header, String value, int status, String type) {
        // When
        HttpResponse<String> response =
                server.get(query == null ? "" : query, header == null ? new String[0] : new String[] {header, value});

        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem(response).path("type").asText()).endsWith(":" + type);
        await().until(() -> server.streams() == 0);
    }

    private static List<String> ids(StreamReader client) {
        return client.values("data").stream()
                .map(data -> json(data).path("id").asText())
                .toList();
    }

    private static JsonNode problem(HttpResponse<String> response) {
        return json(response.body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
