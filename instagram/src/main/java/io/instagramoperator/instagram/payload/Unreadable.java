package io.instagramoperator.instagram.payload;

import java.util.Optional;

/**
 * A part of a delivery that is no update of a known shape. Nothing of it is lost: it is here as it was sent.
 *
 * @param reason why it is not understood
 * @param entry the entry it is a part of, if it is inside a readable one
 * @param container the list of the entry it is in, if it is in one
 * @param raw the smallest part of the body that could not be understood, up to all of it
 */
public record Unreadable(Reason reason, Optional<Entry> entry, Optional<Container> container, RawJson raw)
        implements Update {

    /** A body that cannot be taken apart. */
    static Unreadable body(byte[] body) {
        return new Unreadable(Reason.MALFORMED, Optional.empty(), Optional.empty(), RawJson.of(body));
    }

    /** Why a part of a delivery is not understood. */
    public enum Reason {
        /** It is not JSON, not UTF-8, or too large or nested too deep to be read. */
        MALFORMED,
        /** The delivery has no entries, or the entry no updates. */
        EMPTY,
        /** It is JSON, but not of a shape that is documented for this place. */
        UNKNOWN_SHAPE,
        /**
         * The entry only names the fields that changed ({@code changed_fields}): "Include Values" is switched off in the
         * webhook's settings at Meta, and the values cannot be had in any other way.
         */
        VALUES_NOT_INCLUDED
    }
}
