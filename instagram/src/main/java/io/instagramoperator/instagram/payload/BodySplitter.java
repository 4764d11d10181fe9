package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where in a body the updates begin and end, without reading them: envelope, entries, containers.
 *
 * <p>It looks at the body as Latin-1, so one character is one byte. All that JSON is made of is ASCII, so the structure
 * is the same as in UTF-8, the offsets are exact, and an update with broken UTF-8 does no harm to its neighbours.
 */
final class BodySplitter implements AutoCloseable {

    /** Lengths are limited by that of the body. Nesting and small tokens cost many times the memory of their bytes. */
    private static final int MAX_NESTING = 10_000;

    /** A delivery of Meta has up to 1,000 updates, each of less than a hundred tokens. */
    private static final int MAX_TOKENS = 500_000;

    private static final int MAX_UPDATES = 20_000;

    private static final JsonFactory STRUCTURE = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private final List<Section> sections = new ArrayList<>();
    private int updates;

    private BodySplitter(byte[] body) throws IOException {
        this.body = body;
        this.parser = STRUCTURE.createParser(new String(body, StandardCharsets.ISO_8859_1));
    }

    /**
     * @return at least one section
     * @throws IOException if the body as a whole is not JSON, is nested deeper than {@value #MAX_NESTING}, or has more than
     *     {@value #MAX_UPDATES} updates or {@value #MAX_TOKENS} tokens
     */
    static List<Section> split(byte[] body) throws IOException {
        try (BodySplitter splitter = new BodySplitter(body)) {
            splitter.body();
            return splitter.sections;
        }
    }

    /** Samples in Meta's documentation wrap the envelope in an array. */
    private void body() throws IOException {
        if (parser.nextToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                envelope();
            }
        } else if (parser.currentToken() != null) {
            envelope();
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "something follows the JSON value");
        }
        if (sections.isEmpty()) {
            addOutsideEntries(Unreadable.Reason.EMPTY, RawJson.of(body));
        }
    }

    private void envelope() throws IOException {
        countUpdate();
        int start = tokenStart();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            addOutsideEntries(Unreadable.Reason.UNKNOWN_SHAPE, skipFrom(start));
            return;
        }
        Optional<String> object = Optional.empty();
        Optional<RawJson> rawObject = Optional.empty();
        List<EntryOutline> entries = new ArrayList<>();
        boolean unknownMember = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("object")) {
                int valueStart = tokenStart();
                object = scalar();
                rawObject = Optional.of(skipFrom(valueStart));
            } else if (name.equals("entry") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    entries.add(entry());
                }
            } else {
                unknownMember |= value.isStructStart();
            }
            parser.skipChildren();
        }
        for (EntryOutline entry : entries) {
            sections.add(entry.inEnvelopeOf(object, rawObject));
        }
        if (unknownMember) {
            addOutsideEntries(Unreadable.Reason.UNKNOWN_SHAPE, sliceFrom(start));
        } else if (entries.isEmpty()) {
            addOutsideEntries(Unreadable.Reason.EMPTY, sliceFrom(start));
        }
    }

    private EntryOutline entry() throws IOException {
        countUpdate();
        int start = tokenStart();
        EntryOutline entry = new EntryOutline();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            entry.closeUnknown(skipFrom(start));
            return entry;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> entry.id = scalar();
                case "time" -> entry.time = scalar().flatMap(MetaTime::parse);
                case "messaging" -> container(Container.MESSAGING, entry);
                case "standby" -> container(Container.STANDBY, entry);
                case "changes" -> container(Container.CHANGES, entry);
                case "field" -> entry.isChange = true;
                case "value" -> entry.hasValue = true;
                case "changed_fields" -> entry.namesFieldsOnly = true;
                default -> entry.hasUnknownMember |= value.isStructStart();
            }
            parser.skipChildren();
        }
        entry.close(sliceFrom(start));
        return entry;
    }

    private void container(Container container, EntryOutline entry) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            entry.hasUnknownMember |= parser.currentToken() != JsonToken.VALUE_NULL;
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            countUpdate();
            boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
            RawJson raw = skipFrom(tokenStart());
            if (isObject) {
                entry.add(container, raw);
            } else {
                entry.addRest(Unreadable.Reason.UNKNOWN_SHAPE, raw);
            }
        }
    }

    /** Also counts what may turn out to hold none: it costs as much. */
    private void countUpdate() throws JsonParseException {
        updates++;
        if (updates > MAX_UPDATES) {
            throw new JsonParseException(parser, "more than " + MAX_UPDATES + " updates");
        }
    }

    private void addOutsideEntries(Unreadable.Reason reason, RawJson raw) {
        sections.add(new Section(Optional.empty(), List.of(new Section.Rest(reason, raw))));
    }

    private Optional<String> scalar() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> Optional.of(parser.getText());
            case VALUE_STRING ->
                Optional.of(new String(parser.getText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                        .filter(text -> !text.isEmpty());
            default -> Optional.empty();
        };
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private RawJson skipFrom(int start) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return sliceFrom(start);
    }

    private RawJson sliceFrom(int start) {
        return new RawJson(body, start, (int) parser.currentLocation().getCharOffset());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
