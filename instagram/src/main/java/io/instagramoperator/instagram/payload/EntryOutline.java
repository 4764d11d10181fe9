package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link BodySplitter} has found of one entry so far. Members come in any order, so it is complete only at the end. */
final class EntryOutline {

    Optional<String> id = Optional.empty();
    Optional<Instant> time = Optional.empty();
    boolean isChange;
    boolean hasValue;
    boolean namesFieldsOnly;
    boolean hasUnknownMember;

    /** Whether a member that is not known may hold updates. */
    boolean mayHoldMore;

    private final List<Section.Part> parts = new ArrayList<>();
    private @Nullable RawJson raw;

    void add(Container container, RawJson raw, Optional<JsonNode> json) {
        parts.add(new Section.Found(container, raw, json));
    }

    /** Adds what stands in a known container, but is no object. */
    void addRest(Unreadable.Reason reason, Container container, RawJson raw) {
        parts.add(new Section.Rest(reason, Optional.of(container), raw));
    }

    private void addRest(Unreadable.Reason reason, RawJson raw) {
        parts.add(new Section.Rest(reason, Optional.empty(), raw));
    }

    /**
     * Adds what can only be told of the whole entry.
     *
     * @param whole the entry
     */
    void close(RawJson whole) {
        raw = whole;
        if (isChange && hasValue) {
            // Meta's examples of comments for Instagram Login have field and value in the entry, without a list around.
            add(Container.CHANGES, whole, Optional.empty());
        } else if (namesFieldsOnly) {
            addRest(Unreadable.Reason.VALUES_NOT_INCLUDED, whole);
        } else if (mayHoldMore || hasValue) {
            addRest(Unreadable.Reason.UNKNOWN_SHAPE, whole);
        } else if (parts.isEmpty()) {
            addRest(hasUnknownMember || isChange ? Unreadable.Reason.UNKNOWN_SHAPE : Unreadable.Reason.EMPTY, whole);
        }
    }

    /** What is in the place of an entry, but is none. */
    void closeUnknown(RawJson whole) {
        raw = whole;
        addRest(Unreadable.Reason.UNKNOWN_SHAPE, whole);
    }

    Section inEnvelopeOf(Optional<String> object, Optional<RawJson> rawObject) {
        RawJson whole = Objects.requireNonNull(raw, "closed before");
        return new Section(Optional.of(new RawEntry(new Entry(object, id, time), rawObject, whole)), parts);
    }
}
