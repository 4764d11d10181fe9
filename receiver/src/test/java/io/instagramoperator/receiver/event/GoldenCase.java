package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.ExactJson;
import io.instagramoperator.instagram.payload.RawJson;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One folder: {@code payload.json} is what Meta sends, {@code events.json} what is made of it. */
record GoldenCase(String event, String name) {

    /** Has a folder for each event, with a folder for each case. */
    static final Path ROOT = Path.of("src/test/resources/io/instagramoperator/receiver/event");

    static final String ACCOUNT = "17841405822304914";
    static final Instant RECEIVED_AT = Instant.parse("2026-11-23T12:00:00.123Z");

    private static final ObjectWriter LINES = writer(new DefaultIndenter("  ", "\n"));
    private static final ObjectWriter ONE_LINE = writer(new DefaultPrettyPrinter.FixedSpaceIndenter());

    static List<String> events() {
        return names(ROOT);
    }

    static List<GoldenCase> all() {
        return events().stream().flatMap(event -> of(event).stream()).toList();
    }

    static List<GoldenCase> of(String event) {
        return names(ROOT.resolve(event)).stream()
                .map(name -> new GoldenCase(event, name))
                .toList();
    }

    Path folder() {
        return ROOT.resolve(event).resolve(name);
    }

    byte[] payload() {
        try {
            return Files.readAllBytes(folder().resolve("payload.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path expected() {
        return folder().resolve("events.json");
    }

    /** Whether it is one of the updates that say that nothing happened. */
    boolean isNothing() {
        return name.startsWith("number-0");
    }

    List<Update> updates() {
        return Delivery.read(payload());
    }

    List<Event> normalised() {
        return updates().stream()
                .flatMap(update -> Normaliser.normalise(update, ACCOUNT, RECEIVED_AT).stream())
                .map(Normalised::event)
                .toList();
    }

    /** The events as they are written in {@code events.json}. */
    String shown() {
        return shown(normalised());
    }

    static String shown(List<Event> all) {
        JsonMapper mapper = new JsonMapper();
        ArrayNode events = mapper.createArrayNode();
        for (Event event : all) {
            ObjectNode shown = events.addObject();
            shown.put("id", event.id());
            event.conversation().ifPresent(conversation -> shown.put("conversation", conversation));
            shown.put("time", event.time().toString());
            shown.set("data", exactly(event.data().text()));
        }
        return written(LINES, events) + "\n";
    }

    static String onOneLine(JsonNode json) {
        return written(ONE_LINE, json);
    }

    private static String written(ObjectWriter writer, JsonNode json) {
        try {
            return writer.writeValueAsString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode exactly(String json) {
        try {
            return ExactJson.read(RawJson.of(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return event + "/" + name;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectWriter writer(DefaultPrettyPrinter.Indenter indenter) {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEntrySpacing(Separators.Spacing.NONE)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new JsonMapper()
                .writer(new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter));
    }
}
