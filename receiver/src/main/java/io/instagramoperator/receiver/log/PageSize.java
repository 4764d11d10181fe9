package io.instagramoperator.receiver.log;

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

    boolean isReached(int eventsRead, long charactersRead) {
        return eventsRead >= events || charactersRead >= characters;
    }
}
