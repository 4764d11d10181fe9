package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.log.Event;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protects what Meta sends from a member of an unexpected shape: each value in each golden payload is replaced by values of
 * all other kinds. Whatever becomes of the update, it is there, and the update beside it is not touched.
 */
class AnyShapeTest {

    private static final List<JsonNode> SHAPES = List.of(
            GoldenCase.exactly("null"),
            GoldenCase.exactly("true"),
            GoldenCase.exactly("\"\""),
            GoldenCase.exactly("\"x\\u0000\\ud83d\""),
            GoldenCase.exactly("0"),
            GoldenCase.exactly("-178414058223049140001"),
            GoldenCase.exactly("1e999999999"),
            GoldenCase.exactly("\"+999999999-01-01T00:00:00Z\""),
            GoldenCase.exactly("[]"),
            GoldenCase.exactly("[null, [], {}]"),
            GoldenCase.exactly("{}"),
            GoldenCase.exactly("{\"id\": [1], \"a.b\": {\"token\": 1.50}}"));

    private static final JsonNode NEIGHBOUR = GoldenCase.exactly("""
            {"id": "17841405822304914", "messaging": [{"sender": {"id": "900000000000007"}, "message": {"mid": "neighbour", "text": "Hey"}}]}""");

    static List<GoldenCase> cases() {
        return GoldenCase.all().stream()
                .filter(golden -> read(golden).isPresent())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void keepsTheUpdateAndItsNeighbour(GoldenCase golden) {
        JsonNode payload = read(golden).orElseThrow();
        ((ArrayNode) payload.path("entry")).add(NEIGHBOUR);
        for (Place place : places(payload.path("entry").path(0))) {
            for (JsonNode shape : SHAPES) {
                // Given
                place.put().accept(shape);

                // When
                String body = payload.toString();
                List<Update> updates = Delivery.read(body.getBytes(UTF_8));
                List<Normalised> normalised = updates.stream()
                        .flatMap(update ->
                                Normaliser.normalise(update, GoldenCase.ACCOUNT, GoldenCase.RECEIVED_AT).stream())
                        .toList();
                List<Event> events = normalised.stream().map(Normalised::event).toList();

                // Then
                int nothings = (int)
                        updates.stream().filter(AnyShapeTest::isEditWithNumber0).count();
                assertThat(events).as(body).hasSizeBetween(updates.size() - nothings, updates.size());
                assertThat(normalised)
                        .as(body)
                        .extracting(Normalised::unknown)
                        .doesNotContain(Optional.of(UnknownReason.NOT_NORMALISED));
                assertThat(events.getLast().conversation()).as(body).contains("900000000000007");
                assertThat(events).as(body).allSatisfy(event -> {
                    JsonNode data = GoldenCase.exactly(event.data().text());
                    assertThat(data.path("event").asText()).isEqualTo(event.event());
                });
            }
            place.put().accept(place.original());
        }
    }

    private static boolean isEditWithNumber0(Update update) {
        String raw = new String(update.raw().bytes(), ISO_8859_1);
        return raw.contains("\"message_edit\"") && raw.matches("(?s).*\"num_edit\":\"?0\"?\\D.*");
    }

    private static Optional<JsonNode> read(GoldenCase golden) {
        try {
            JsonNode payload = GoldenCase.exactly(new String(golden.payload(), UTF_8));
            return Optional.of(payload)
                    .filter(json -> json.path("object").asText().equals("instagram"))
                    .filter(json -> json.path("entry").path(0).isObject());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private record Place(JsonNode original, Consumer<JsonNode> put) {}

    /** All values below this one, at every depth. */
    private static List<Place> places(JsonNode json) {
        List<Place> places = new ArrayList<>();
        if (json instanceof ObjectNode object) {
            object.properties()
                    .forEach(member ->
                            places.add(new Place(member.getValue(), value -> object.set(member.getKey(), value))));
        } else if (json instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(new Place(array.path(i), value -> array.set(index, value)));
            }
        }
        json.forEach(child -> places.addAll(places(child)));
        return places;
    }
}
