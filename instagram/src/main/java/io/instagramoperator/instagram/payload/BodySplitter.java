package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where in a body the updates begin and end: envelope, entries, containers.
 *
 * <p>Without reading the updates it looks at the body as Latin-1, so one character is one byte. All that JSON is made of is ASCII, so the
 * structure is the same as in UTF-8, the offsets are exact, and an update with broken UTF-8 does no harm to its neighbours.
 * Only of a body in ASCII, in which there is nothing to be broken, can the updates be read at once, in half the time.
 */
final class BodySplitter implements AutoCloseable {

    /** Each level takes memory. What is deeper is in an update that is too deep itself, or in what is not looked at. */
    private static final int MAX_NESTING = 1_000;

    /** A delivery of Meta has up to 1,000. */
    private static final int MAX_UPDATES = 20_000;

    /** Members of an entry that say how it came here, and that nothing happened: from which app a conversation was handed over. */
    private static final Set<String> ABOUT_THE_WAY = Set.of("hop_context");

    private static final JsonFactory STRUCTURE = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private final boolean isReading;
    private final List<Section> sections = new ArrayList<>();
    private int updates;

    private BodySplitter(byte[] body, JsonParser parser, boolean isReading) {
        this.body = body;
        this.parser = parser;
        this.isReading = isReading;
    }

    /**
     * Finds the updates.
     *
     * @return at least one section
     * @throws IOException if the body as a whole is not JSON, or has more than {@value #MAX_UPDATES} updates
     */
    static List<Section> split(byte[] body) throws IOException {
        byte[] structure = Shallow.of(body, MAX_NESTING);
        JsonParser parser = STRUCTURE.createParser(new String(structure, StandardCharsets.ISO_8859_1));
        try (BodySplitter splitter = new BodySplitter(body, parser, false)) {
            splitter.body();
            return splitter.sections;
        }
    }

    /**
     * Finds the updates and reads those in known containers.
     *
     * @param body an {@linkplain #isAsciiObject object in ASCII}
     * @return the same sections
     * @throws IOException if the body as a whole is not what {@link ExactJson#read} reads. Its updates may be readable all the same.
     */
    static List<Section> read(byte[] body) throws IOException {
        try (BodySplitter splitter = new BodySplitter(body, ExactJson.parser(RawJson.of(body)), true)) {
            splitter.body();
            return splitter.sections;
        }
    }

    /**
     * Whether it can be an object in ASCII: Meta escapes all else. Of anything else the two readers think differently: one looks for other
     * encodings, and takes some bytes that are no UTF-8 for characters.
     */
    static boolean isAsciiObject(byte[] body) {
        for (byte b : body) {
            if (b <= 0) {
                return false;
            }
        }
        return body.length > 0 && body[0] == '{';
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
        boolean mayHoldMore = false;
        boolean hasUnknownMember = false;
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
                hasUnknownMember |= value.isStructStart();
                mayHoldMore |= name.equals("entry") ? value.isStructStart() : isListOfObjects();
            }
            parser.skipChildren();
        }
        for (EntryOutline entry : entries) {
            sections.add(entry.inEnvelopeOf(object, rawObject));
        }
        if (mayHoldMore || (entries.isEmpty() && hasUnknownMember)) {
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
                case "time" -> entry.time = time();
                case "messaging" -> container(Container.MESSAGING, entry);
                case "standby" -> container(Container.STANDBY, entry);
                case "changes" -> container(Container.CHANGES, entry);
                case "field" -> entry.isChange = true;
                case "value" -> entry.hasValue = true;
                case "changed_fields" -> entry.namesFieldsOnly = true;
                default -> {
                    entry.hasUnknownMember |= value.isStructStart();
                    entry.mayHoldMore |= !ABOUT_THE_WAY.contains(name) && isListOfObjects();
                }
            }
            parser.skipChildren();
        }
        entry.close(sliceFrom(start));
        return entry;
    }

    /**
     * Whether a member that is not known may hold updates: all that are known are in lists of objects. Anything else is one of the "unknown
     * fields everywhere" that say more about what is understood.
     */
    private boolean isListOfObjects() throws IOException {
        boolean holdsObject = false;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                holdsObject |= parser.currentToken() == JsonToken.START_OBJECT;
                parser.skipChildren();
            }
        }
        return holdsObject;
    }

    private void container(Container container, EntryOutline entry) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            entry.mayHoldMore |= parser.currentToken().isStructStart();
            entry.hasUnknownMember |= parser.currentToken() != JsonToken.VALUE_NULL;
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            countUpdate();
            boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
            int start = tokenStart();
            Optional<JsonNode> json = isReading && isObject ? Optional.of(ExactJson.value(parser)) : Optional.empty();
            RawJson raw = skipFrom(start);
            if (isObject) {
                entry.add(container, raw, json);
            } else {
                entry.addRest(Unreadable.Reason.UNKNOWN_SHAPE, container, raw);
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
        sections.add(new Section(Optional.empty(), List.of(new Section.Rest(reason, Optional.empty(), raw))));
    }

    private Optional<String> scalar() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> Optional.of(parser.getText());
            case VALUE_STRING -> Optional.of(text()).filter(text -> !text.isEmpty());
            default -> Optional.empty();
        };
    }

    private Optional<Instant> time() throws IOException {
        Optional<String> time = parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                ? Optional.of(parser.getText())
                : scalar().map(String::strip);
        return time.flatMap(MetaTime::parse);
    }

    /** As Latin-1 a byte and a character that is escaped look the same, so only ASCII gives the same text in both ways. */
    private String text() throws IOException {
        String text = parser.getText();
        if (!isReading) {
            return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                throw new JsonParseException(parser, "an id or a name that is not in ASCII");
            }
        }
        return text;
    }

    private int tokenStart() {
        return offset(parser.currentTokenLocation());
    }

    private int offset(JsonLocation location) {
        return (int) (isReading ? location.getByteOffset() : location.getCharOffset());
    }

    private RawJson skipFrom(int start) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return sliceFrom(start);
    }

    private RawJson sliceFrom(int start) {
        return new RawJson(body, start, offset(parser.currentLocation()));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
