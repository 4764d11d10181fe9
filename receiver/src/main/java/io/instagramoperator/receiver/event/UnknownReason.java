package io.instagramoperator.receiver.event;

import io.instagramoperator.instagram.payload.Unreadable;
import java.util.Locale;

/** Why an update became an event {@code unknown}. */
public enum UnknownReason {
    /** It is not JSON, not UTF-8, nested too deep, or too large. */
    MALFORMED,
    /** The delivery has no entries, or the entry no updates. */
    EMPTY,
    /** It is JSON of a shape that is not documented for its place, such as a comment without an id. */
    UNKNOWN_SHAPE,
    /** "Include Values" is switched off in the webhook's settings at Meta: the update says only that something happened. */
    VALUES_NOT_INCLUDED,
    /** The delivery is about another kind of object than {@code instagram}. */
    UNKNOWN_OBJECT,
    /** It belongs to another account. */
    UNKNOWN_ACCOUNT,
    /** Something happened in a conversation that has no event of its own. */
    UNKNOWN_KIND,
    /** A change of a field that has no event of its own. */
    UNKNOWN_FIELD,
    /** This version fails at it, which is a mistake of this version. */
    NOT_NORMALISED;

    /** As it is written in metrics and events, such as {@code unknown_account}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UnknownReason of(Unreadable.Reason reason) {
        return switch (reason) {
            case MALFORMED -> MALFORMED;
            case EMPTY -> EMPTY;
            case UNKNOWN_SHAPE -> UNKNOWN_SHAPE;
            case VALUES_NOT_INCLUDED -> VALUES_NOT_INCLUDED;
        };
    }
}
