package io.instagramoperator.receiver.log;

/**
 * What the log holds.
 *
 * @param earliest sequence of the earliest event that can be read; {@code last + 1} if none can
 * @param last sequence of the newest event ever appended; 0 before the first
 */
public record Bounds(long earliest, long last) {

    /** How many events can be read. */
    public long events() {
        return last - earliest + 1;
    }

    /** How many of the events that can be read follow a cursor. */
    long eventsAfter(Cursor cursor) {
        return Math.max(0, last - Math.max(cursor.sequence(), earliest - 1));
    }
}
