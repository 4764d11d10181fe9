package io.instagramoperator.instagram.payload;

import java.util.List;
import java.util.Optional;

/**
 * Parts of a body that belong together, found but not read.
 *
 * @param entry the entry they are in; empty for what is in no entry
 * @param parts at least one, in order
 */
record Section(Optional<RawEntry> entry, List<Part> parts) {

    /** Those of its parts that are in no known container: all, if it is in no entry. */
    List<Unreadable> unreadable() {
        return parts.stream()
                .filter(Rest.class::isInstance)
                .map(part -> unreadable((Rest) part))
                .toList();
    }

    Unreadable unreadable(Rest rest) {
        return new Unreadable(rest.reason(), entry.map(RawEntry::entry), rest.raw());
    }

    sealed interface Part {
        RawJson raw();
    }

    /** An object in a known container. */
    record Found(Container container, RawJson raw) implements Part {}

    /** What is in no known container. */
    record Rest(Unreadable.Reason reason, RawJson raw) implements Part {}
}
