package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a webhook delivery. */
public final class Delivery {

    /** Far above any update of Meta: of what is in an update there are copies while it is taken in. */
    private static final int MAX_ITEM_BYTES = 1 << 20;

    private Delivery() {}

    /**
     * Takes a body apart. Never fails and leaves no update out: each is there once, in the order of the body, and
     * what cannot be understood is there as {@link Unreadable}, without harm to the updates around it. Left out are only unknown members
     * beside updates that are no lists of objects.
     *
     * @param body verified bytes; not copied, so they must not change any more
     * @return at least one update
     */
    public static List<Update> read(byte[] body) {
        try {
            return updates(sections(body));
        } catch (IOException e) {
            return List.of(Unreadable.body(body));
        }
    }

    /** The updates of these sections, in their order. */
    static List<Update> updates(List<Section> sections) {
        List<Update> updates = new ArrayList<>();
        for (Section section : sections) {
            for (Section.Part part : section.parts()) {
                updates.add(
                        switch (part) {
                            case Section.Found found ->
                                item(section.entry().orElseThrow().entry(), found);
                            case Section.Rest rest -> section.unreadable(rest);
                        });
            }
        }
        return updates;
    }

    private static List<Section> sections(byte[] body) throws IOException {
        if (body.length > MAX_ITEM_BYTES || !BodySplitter.isAsciiObject(body)) {
            return BodySplitter.split(body);
        }
        try {
            return BodySplitter.read(body);
        } catch (IOException e) {
            // One by one is found which of its updates cannot be read, if any: all together may only be too much.
            return BodySplitter.split(body);
        }
    }

    private static Update item(Entry entry, Section.Found found) {
        RawJson raw = found.raw();
        if (raw.length() > MAX_ITEM_BYTES) {
            return malformed(entry, found);
        }
        try {
            JsonNode json = found.json().isPresent() ? found.json().get() : ExactJson.read(raw);
            return new Item(entry, found.container(), json, raw);
        } catch (IOException e) {
            return malformed(entry, found);
        }
    }

    private static Unreadable malformed(Entry entry, Section.Found found) {
        return new Unreadable(
                Unreadable.Reason.MALFORMED, Optional.of(entry), Optional.of(found.container()), found.raw());
    }
}
