package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The events that could not be saved of a damaged database, as far as anything else in it knows of them.
 *
 * @param ranges of sequences, from the first of each to its last
 */
record Missing(NavigableMap<Long, Long> ranges) {

    private static final int MOST_IN_TEXT = 20;

    /** Those that are not there, up to the last that is known of. */
    static Missing in(Connection connection, long lastSeen) throws SQLException {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sequence + 1, next - 1 FROM (SELECT sequence, lead(sequence) OVER (ORDER BY sequence)"
                                + " AS next FROM (SELECT sequence FROM event UNION SELECT sequence FROM expired UNION"
                                + " SELECT max(sequence) + 1 FROM (SELECT max(sequence) AS sequence FROM fresh"
                                + " UNION ALL SELECT nullif(" + lastSeen
                                + ", 0) UNION ALL SELECT max(sequence) FROM consumer"
                                + " UNION ALL SELECT max(position) FROM subscription"
                                + " UNION ALL SELECT max(sequence) FROM event)))"
                                + " WHERE next > sequence + 1")) {
            while (row.next()) {
                ranges.put(row.getLong(1), row.getLong(2));
            }
        }
        return new Missing(ranges);
    }

    /** For people. */
    String text() {
        if (ranges.isEmpty()) {
            return "none that is known of";
        }
        List<String> texts = new ArrayList<>();
        ranges.entrySet().stream()
                .limit(MOST_IN_TEXT)
                .forEach(range -> texts.add(
                        range.getKey().equals(range.getValue())
                                ? range.getKey().toString()
                                : range.getKey() + " to " + range.getValue()));
        if (ranges.size() > MOST_IN_TEXT) {
            texts.add("and more");
        }
        return String.join(", ", texts);
    }

    /** Takes them out of what was seen: if one of them comes again, from Meta or from its conversation, it is stored as a new one. */
    void forget(Connection connection, Instant now) throws SQLException {
        forgetFresh(connection, TimeUnit.MILLISECONDS.toDays(now.toEpochMilli()));
        try (Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("UPDATE seen SET entries = ? WHERE place = ?")) {
            try (ResultSet row = statement.executeQuery("SELECT place, entries FROM seen ORDER BY place")) {
                while (row.next()) {
                    List<SortedRun.Entry> all = SortedRun.read(row.getBytes(2)).entries();
                    List<SortedRun.Entry> left = all.stream()
                            .filter(entry -> !contains(entry.sequence()))
                            .toList();
                    if (left.size() < all.size()) {
                        update.setBytes(1, SortedRun.of(left).bytes());
                        update.setLong(2, row.getLong(1));
                        update.executeUpdate();
                    }
                }
            }
        }
    }

    /** There, a place in the row says which event it was, so that none can be taken out: all others are brought to a run. */
    private void forgetFresh(Connection connection, long day) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TEMP TABLE kept (fingerprint BLOB, sequence INTEGER, day INTEGER)");
            try (PreparedStatement keep = connection.prepareStatement("INSERT INTO kept VALUES (?, ?, ?)");
                    ResultSet row = statement.executeQuery("SELECT sequence, fingerprints FROM fresh")) {
                while (row.next()) {
                    ByteBuffer fingerprints = ByteBuffer.wrap(row.getBytes(2));
                    long sequence = row.getLong(1) - fingerprints.remaining() / Fingerprint.BYTES;
                    while (fingerprints.remaining() >= Fingerprint.BYTES) {
                        byte[] fingerprint = Fingerprint.read(fingerprints).bytes();
                        if (!contains(++sequence)) {
                            keep.setBytes(1, fingerprint);
                            keep.setLong(2, sequence);
                            keep.setLong(3, day);
                            keep.executeUpdate();
                        }
                    }
                }
            }
            SeenImport.run(connection, "kept", "fingerprint, sequence, day");
            statement.executeUpdate("DROP TABLE kept");
            statement.executeUpdate("DELETE FROM fresh");
        }
    }

    private boolean contains(long sequence) {
        Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
        return range != null && sequence <= range.getValue();
    }
}
