package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import io.vertx.core.buffer.Buffer;

/** A piece of a stream, ready to be sent to however many clients. */
sealed interface StreamPage {

    /**
     * Events.
     *
     * @param bytes as server-sent events; none if there are no events
     * @param last after the last of the events
     * @param next where to read on: behind the events, and behind those that the filter left out
     * @param more whether there may be more to read at once
     */
    record Events(Buffer bytes, Cursor last, Cursor next, boolean more) implements StreamPage {}

    /**
     * The log no longer holds what is to come.
     *
     * @param earliest the cursor that is followed by the earliest event held
     */
    record Expired(Cursor earliest) implements StreamPage {}
}
