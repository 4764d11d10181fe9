package io.instagramoperator.receiver.log;

import java.util.List;

/**
 * How much to read at once: a page ends with the event that reaches one of these.
 *
 * @param events the most events, 1 or more
 * @param characters of the events' data, 1 or more: a few events can be large
 */
public record PageSize(int events, int characters) {

    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    /** Up to so many events, and no more than a small heap has room for. */
    public static PageSize of(int events) {
        return new PageSize(events, MOST_CHARACTERS);
    }

    /** Whether events fill a page, so that there may be more to read. */
    public boolean isFull(List<StoredEvent> page) {
        return isReached(
                page.size(),
                page.stream().mapToLong(event -> event.data().length()).sum());
    }

    boolean isReached(int eventsRead, long charactersRead) {
        return eventsRead >= events || charactersRead >= characters;
    }
}
