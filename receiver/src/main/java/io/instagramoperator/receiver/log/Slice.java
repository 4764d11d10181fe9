package io.instagramoperator.receiver.log;

import java.util.List;

/** What reading from a cursor on gave. */
public sealed interface Slice {

    /**
     * Events in the order of acceptance.
     *
     * @param events none if there was nothing that the filter lets through
     * @param next where to read on: behind these events, and behind those that the filter left out
     * @param more whether there may be more behind that; false at the end of the log
     */
    record Events(List<StoredEvent> events, Cursor next, boolean more) implements Slice {}

    /**
     * The log does not hold what follows the cursor: it is older than the retention, or is a cursor of another log.
     *
     * @param earliest the cursor that is followed by the earliest event held
     */
    record Expired(Cursor earliest) implements Slice {}
}
