package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a webhook delivery. */
public final class Delivery {

    /** Above any update of Meta. A tree of small values takes dozens of times the memory of its bytes. */
    private static final int MAX_ITEM_BYTES = 256 * 1024;

    /** Far above any update of Meta, and so little that readers of events with the usual limit of 1,000 can follow. */
    private static final int MAX_NESTING = 200;

    private static final ObjectReader JSON = new JsonMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .readerFor(JsonNode.class);

    private Delivery() {}

    /**
     * Takes a body apart. Never fails and leaves nothing out: each update is there once, in the order of the body, and
     * what cannot be understood is there as {@link Unreadable}, without harm to the updates around it.
     *
     * @param body verified bytes; not copied, so they must not change any more
     * @return at least one update
     */
    public static List<Update> read(byte[] body) {
        List<Section> sections;
        try {
            sections = BodySplitter.split(body);
        } catch (IOException e) {
            return List.of(new Unreadable(Unreadable.Reason.MALFORMED, Optional.empty(), RawJson.of(body)));
        }
        List<Update> updates = new ArrayList<>();
        for (Section section : sections) {
            for (Section.Part part : section.parts()) {
                updates.add(
                        switch (part) {
                            case Section.Found found -> item(section.entry().orElseThrow(), found);
                            case Section.Rest rest -> new Unreadable(rest.reason(), section.entry(), rest.raw());
                        });
            }
        }
        return updates;
    }

    private static Update item(Entry entry, Section.Found found) {
        RawJson raw = found.raw();
        if (raw.length() > MAX_ITEM_BYTES) {
            return new Unreadable(Unreadable.Reason.MALFORMED, Optional.of(entry), raw);
        }
        try {
            JsonNode json = JSON.readTree(raw.body(), raw.from(), raw.length());
            return new Item(entry, found.container(), json, raw);
        } catch (IOException e) {
            return new Unreadable(Unreadable.Reason.MALFORMED, Optional.of(entry), raw);
        }
    }
}
