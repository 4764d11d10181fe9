package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes from a damaged database all that can still be read into a new one, row by row and past what cannot, with the sequences kept.
 * The new one goes on counting behind all that is known of the old one, after a note in the log that says what is missing.
 */
final class Salvage {

    private static final Logger LOG = Logger.getLogger(Salvage.class);

    /** How the id of the note begins. */
    static final String NOTE = "log-damaged-";

    /** Each costs some probing. A database with more of them has not much left that is worth it. */
    private static final int MOST_HOLES = 10_000;

    /** More events than can be in the pages that are missing at the end, unless most of the database is. */
    private static final int MOST_UNKNOWN = 1_000_000;

    /** The tables are the same from this format on, but for the one of what was seen. */
    private static final int OLDEST = 4;

    /** SQLite's SQLITE_CONSTRAINT. */
    private static final int CONSTRAINT = 19;

    private final Connection from;
    private final Connection to;
    private int holes;

    /** Whether it could be read up to where events had been deleted on purpose. */
    private boolean knowsExpiry;

    private Salvage(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Makes the new database.
     *
     * @param damaged to be opened for reading only
     * @param fresh an empty one
     * @return how many events were saved and what is missing, as a sentence
     */
    static String run(Connection damaged, Connection fresh, Path file) throws SQLException, IOException {
        Format.migrate(fresh, file);
        fresh.setAutoCommit(false);
        String result = new Salvage(damaged, fresh).copyAll();
        fresh.commit();
        fresh.setAutoCommit(true);
        return result;
    }

    private String copyAll() throws SQLException {
        boolean readable = isReadable();
        update("DELETE FROM expired");
        if (readable) {
            for (String table : Soundness.tables(to)) {
                if (!table.equals("seen") || Format.of(from) >= Format.RUNS) {
                    copy(table);
                }
            }
        }
        long lastSeen = SeenRepair.run(to);
        SeenImport.run(to, "event", "fingerprint(id), sequence, received / 86400000");
        knowsExpiry = number("SELECT count(*) FROM expired") == 1;
        update("INSERT INTO expired SELECT 1, coalesce((SELECT min(sequence) - 1 FROM event), 0), NULL"
                + " WHERE NOT EXISTS (SELECT * FROM expired)");
        long events = number("SELECT count(*) FROM event");
        Missing missing = Missing.in(to, lastSeen);
        long known = number("SELECT max(coalesce((SELECT max(sequence) FROM event), 0), (SELECT sequence FROM expired),"
                + " coalesce((SELECT max(sequence) FROM fresh), 0), " + lastSeen + ","
                + " coalesce((SELECT max(sequence) FROM consumer), 0),"
                + " coalesce((SELECT max(position) FROM subscription), 0))");
        missing.forget(to, Instant.now());
        String result =
                events + " events were saved, missing are: " + (readable ? missing.text() : "all before this one");
        if (readable && !isEndReadable()) {
            result += ", and perhaps some at the end";
            known += MOST_UNKNOWN;
        }
        // Milliseconds since 1970 are more than any log has counted.
        note(known > 0 || knowsExpiry ? known + 1 : Instant.now().toEpochMilli(), result);
        return result;
    }

    /** Anything but damage may be over at the next try, and until then nothing is given up. */
    private boolean isReadable() throws SQLException {
        try {
            int format = Format.of(from);
            return format >= OLDEST
                    && format <= Format.CURRENT
                    && !Soundness.tables(from).isEmpty();
        } catch (SQLException e) {
            if (!Soundness.isDamage(e)) {
                throw e;
            }
            LOG.debugf(e, "The damaged database cannot be read at all");
            return false;
        }
    }

    /** Whether the newest event is known. If not, the numbers of some that applications have seen must not be used again. */
    private boolean isEndReadable() {
        try (Statement statement = from.createStatement()) {
            statement.executeQuery("SELECT max(sequence) FROM event").close();
            statement.executeQuery("SELECT max(sequence) FROM fresh").close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void copy(String table) throws SQLException {
        List<String> columns = columns(table);
        // The first column of each table is its key.
        String key = columns.getFirst();
        String list = String.join(", ", columns);
        try (PreparedStatement insert = to.prepareStatement("INSERT OR REPLACE INTO " + table + " (" + list
                + ") VALUES (?" + ", ?".repeat(columns.size() - 1) + ")")) {
            if (isCopied("SELECT " + list + " FROM " + table + " ORDER BY " + key, insert, columns.size())) {
                return;
            }
            if (number("SELECT count(*) FROM pragma_table_list WHERE name = '" + table + "' AND wr = 0") == 1
                    && isNumber(table, key)) {
                copyPastHoles(table, key, list, insert, columns.size());
            } else {
                isCopied("SELECT " + list + " FROM " + table + " ORDER BY " + key + " DESC", insert, columns.size());
            }
        }
    }

    /** Goes on behind each row that cannot be read. */
    private void copyPastHoles(String table, String key, String list, PreparedStatement insert, int columns)
            throws SQLException {
        String rest = "SELECT " + list + " FROM " + table + " WHERE " + key + " > %d ORDER BY " + key;
        long after = number("SELECT coalesce(max(" + key + "), 0) FROM " + table);
        while (holes < MOST_HOLES) {
            holes++;
            after = nextReadable(table, key, after);
            if (after == Long.MAX_VALUE || isCopied(rest.formatted(after), insert, columns)) {
                return;
            }
            after = Math.max(after, number("SELECT coalesce(max(" + key + "), 0) FROM " + table));
        }
    }

    /** The smallest key behind which something can be found; the largest of all if nothing can. */
    private long nextReadable(String table, String key, long after) {
        long unreadable = after;
        long readable = Long.MAX_VALUE;
        for (long step = 1; step > 0 && step < Long.MAX_VALUE / 4 && readable == Long.MAX_VALUE; step *= 2) {
            if (canSeek(table, key, after + step)) {
                readable = after + step;
            } else {
                unreadable = after + step;
            }
        }
        while (readable != Long.MAX_VALUE && readable - unreadable > 1) {
            long middle = unreadable + (readable - unreadable) / 2;
            if (canSeek(table, key, middle)) {
                readable = middle;
            } else {
                unreadable = middle;
            }
        }
        return readable;
    }

    private boolean canSeek(String table, String key, long after) {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + key + " FROM " + table + " WHERE " + key + " > "
                        + after + " ORDER BY " + key + " LIMIT 1")) {
            row.next();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Copies rows until one cannot be read. Returns whether all could. */
    private boolean isCopied(String query, PreparedStatement insert, int columns) throws SQLException {
        try (Statement statement = from.createStatement()) {
            ResultSet row;
            try {
                row = statement.executeQuery(query);
            } catch (SQLException e) {
                return false;
            }
            while (true) {
                try {
                    if (!row.next()) {
                        return true;
                    }
                    for (int i = 1; i <= columns; i++) {
                        insert.setObject(i, row.getObject(i));
                    }
                } catch (SQLException e) {
                    LOG.debugf(e, "A row of the damaged database cannot be read");
                    return false;
                }
                if (!isInserted(insert)) {
                    return false;
                }
            }
        }
    }

    /** What was read may be nonsense. */
    private static boolean isInserted(PreparedStatement insert) throws SQLException {
        try {
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xff) == CONSTRAINT) {
                LOG.debugf(e, "A row of the damaged database makes no sense");
                return false;
            }
            throw e;
        }
    }

    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM pragma_table_info('" + table + "')")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private boolean isNumber(String table, String key) throws SQLException {
        return number("SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = '" + key
                        + "' AND type = 'INTEGER'")
                == 1;
    }

    private void note(long sequence, String result) throws SQLException {
        long now = Instant.now().toEpochMilli();
        try (PreparedStatement insert =
                to.prepareStatement("INSERT INTO event VALUES (?, ?, 'unknown', NULL, ?, ?, ?, NULL)")) {
            insert.setLong(1, sequence);
            insert.setString(2, NOTE + sequence);
            insert.setLong(3, now);
            insert.setLong(4, now);
            insert.setString(
                    5,
                    "{\"platform\":\"instagram\",\"event\":\"unknown\",\"problem\":\"the log was damaged: " + result
                            + "\"}");
            insert.executeUpdate();
        }
        if (!knowsExpiry) {
            update("UPDATE expired SET sequence = (SELECT min(sequence) - 1 FROM event) WHERE sequence = 0");
        }
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = to.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
