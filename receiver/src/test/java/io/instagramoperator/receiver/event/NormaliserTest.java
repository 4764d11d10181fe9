package io.instagramoperator.receiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code src/test/resources/…/event} is one case: {@code payload.json} is what Meta sends, {@code events.json}
 * what is made of it. With {@code -Dgolden.write=true} the latter are written anew, to be looked at in the diff.
 */
class NormaliserTest {

    private static final Path CASES = Path.of("src/test/resources/io/instagramoperator/receiver/event");
    private static final String ACCOUNT = "17841405822304914";
    private static final Instant RECEIVED_AT = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheEventsOfTheFolder(Path folder) throws IOException {
        // Given
        byte[] payload = Files.readAllBytes(folder.resolve("payload.json"));
        Path expected = folder.resolve("events.json");

        // When
        String events = shown(payload);

        // Then
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, events);
        }
        assertThat(events).isEqualTo(Files.readString(expected));
    }

    private static String shown(byte[] payload) throws IOException {
        ArrayNode events = JSON.createArrayNode();
        for (Update update : Delivery.read(payload)) {
            Event event = Normaliser.normalise(update, ACCOUNT, RECEIVED_AT).event();
            ObjectNode shown = events.addObject();
            shown.put("id", event.id());
            event.conversation().ifPresent(conversation -> shown.put("conversation", conversation));
            shown.put("time", event.time().toString());
            shown.set("data", JSON.readTree(event.data()));
        }
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                        .writeValueAsString(events)
                + "\n";
    }
}
