package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Parts of a body that belong together, found but not read.
 *
 * @param entry the entry they are in; empty for what is in no entry
 * @param parts at least one, in order
 */
record Section(Optional<RawEntry> entry, List<Part> parts) {

    /** Those of its parts that are no objects in a known container: all, if it is in no entry. */
    List<Unreadable> unreadable() {
        return parts.stream()
                .filter(Rest.class::isInstance)
                .map(part -> unreadable((Rest) part))
                .toList();
    }

    Unreadable unreadable(Rest rest) {
        return new Unreadable(rest.reason(), entry.map(RawEntry::entry), rest.container(), rest.raw());
    }

    sealed interface Part {
        RawJson raw();
    }

    /**
     * An object in a known container.
     *
     * @param json what it says; empty if it was not read yet
     */
    record Found(Container container, RawJson raw, Optional<JsonNode> json) implements Part {}

    /**
     * What is no object in a known container.
     *
     * @param container the known container that it is in all the same
     */
    record Rest(Unreadable.Reason reason, Optional<Container> container, RawJson raw) implements Part {}
}
