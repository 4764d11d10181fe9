package io.instagramoperator.receiver.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * When something happened, in milliseconds.
 *
 * @param estimated whether Meta gave no likely time, so that this is the time of receipt
 */
record EventTime(Instant instant, boolean estimated) {

    private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    static EventTime of(Optional<Instant> said, Instant receivedAt) {
        return said.filter(time -> isLikely(time, receivedAt))
                .map(time -> new EventTime(time.truncatedTo(ChronoUnit.MILLIS), false))
                .orElseGet(() -> new EventTime(receivedAt.truncatedTo(ChronoUnit.MILLIS), true));
    }

    /** The first likely one of several. */
    static EventTime of(List<Instant> said, Instant receivedAt) {
        return of(said.stream().filter(time -> isLikely(time, receivedAt)).findFirst(), receivedAt);
    }

    private static boolean isLikely(Instant time, Instant receivedAt) {
        return !time.isBefore(EARLIEST) && !time.isAfter(receivedAt.plus(MOST_AHEAD));
    }
}
