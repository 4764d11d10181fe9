package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes out of the table {@code seen} what need not be recognised any more. It is not in the order of time, so all of it must be gone
 * through: one slice after the other, over and over. What was merged with later ones is remembered as long as these; so is what stands
 * beside an event that can still be read, which is found by its id here.
 *
 * <p>A day that is still to come is of a clock that was ahead, perhaps by years, and says nothing. But sequences are in the order of time:
 * what was seen before something that is over is over, too.
 */
final class Forgetting {

    /** At one slice a second, a round over 10 million fingerprints takes 20 minutes. */
    private static final int ROWS_PER_SLICE = 64;

    /** Meta repeats a delivery for up to 36 hours; 7 days are promised. A day more covers clocks that were set. */
    private static final Duration MEMORY = Duration.ofDays(8);

    private static final String SLICE =
            "(SELECT place, day, entries FROM seen WHERE place > ? ORDER BY place LIMIT " + ROWS_PER_SLICE + ")";

    private long sliceAfter;

    /** All that was seen up to this sequence is over, as far as this process has come to know. */
    private long overUpTo;

    /** Goes on to the next slice; behind the last one, to the first. */
    void next(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT coalesce(max(place), 0) FROM " + SLICE)) {
            statement.setLong(1, sliceAfter);
            try (ResultSet row = statement.executeQuery()) {
                sliceAfter = row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** What in this slice can be forgotten. Only reads, so that a log at rest is not written to. */
    List<Long> due(Connection connection, Instant now) throws SQLException {
        long firstHeld = Reading.bounds(connection).earliest();
        long firstDay = day(now.minus(MEMORY));
        List<Long> places = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT place, day, entries FROM " + SLICE + " WHERE day < ? OR day > ?")) {
            statement.setLong(1, sliceAfter);
            statement.setLong(2, firstDay);
            statement.setLong(3, day(now));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long newest = SortedRun.read(row.getBytes(3)).newest();
                    if (row.getLong(2) < firstDay) {
                        overUpTo = Math.max(overUpTo, newest);
                    }
                    if (newest <= overUpTo && newest < firstHeld) {
                        places.add(row.getLong(1));
                    }
                }
            }
        }
        return places;
    }

    private static long day(Instant time) {
        return TimeUnit.MILLISECONDS.toDays(time.toEpochMilli());
    }

    /** Forgets what was due. A place never gets another content. */
    static void forget(Connection connection, List<Long> places) throws SQLException {
        try (SeenTable table = new SeenTable(connection)) {
            for (long place : places) {
                table.delete(place);
            }
        }
    }
}
