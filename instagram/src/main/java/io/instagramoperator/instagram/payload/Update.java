package io.instagramoperator.instagram.payload;

/**
 * One update of a delivery: something that happened on an account, or something in its place that cannot be understood.
 * A delivery carries up to 1,000 updates, for one or several accounts.
 */
public sealed interface Update permits Item, Unreadable {

    /** The update byte for byte as Meta sent it. */
    RawJson raw();
}
