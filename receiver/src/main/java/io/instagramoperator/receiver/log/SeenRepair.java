package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks at each row that was copied from a damaged table {@code seen}. */
final class SeenRepair {

    /** More than any log has counted. */
    private static final long MOST = Long.MAX_VALUE >> 16;

    private SeenRepair() {}

    /** Deletes what makes no sense; returns the last sequence in the rest, 0 if there is none. */
    static long run(Connection connection) throws SQLException {
        List<Long> nonsense = new ArrayList<>();
        long last = 0;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT place, entries FROM seen")) {
                while (row.next()) {
                    List<SortedRun.Entry> entries =
                            SortedRun.read(row.getBytes(2)).entries();
                    if (makesSense(row.getLong(1), entries)) {
                        last = entries.stream()
                                .mapToLong(SortedRun.Entry::sequence)
                                .reduce(last, Math::max);
                    } else {
                        nonsense.add(row.getLong(1));
                    }
                }
            }
            for (long place : nonsense) {
                statement.executeUpdate("DELETE FROM seen WHERE place = " + place);
            }
        }
        return last;
    }

    private static boolean makesSense(long place, List<SortedRun.Entry> entries) {
        SeenRun run = SeenRun.at(place);
        return place > 0
                && run.bits() > 0
                && run.bits() < Integer.SIZE
                && entries.stream()
                        .allMatch(entry -> run.place(run.bucketOf(entry.fingerprint())) == place
                                && entry.sequence() > 0
                                && entry.sequence() < MOST);
    }
}
