package io.instagramoperator.receiver.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Whether a database is as it was written. */
final class Soundness {

    private static final int LOOKED_AT = 100;

    private Soundness() {}

    /**
     * Whether SQLite has found the files to be damaged. It says so of a page, too, that the disk cannot read, unless it is the first. So if
     * the whole disk cannot be read for a time, the log is refused and not set aside, as the first page is needed first.
     */
    static boolean isDamage(SQLException e) {
        int primaryCode = e.getErrorCode() & 0xff;
        return primaryCode == 11 || primaryCode == 26; // CORRUPT, NOTADB
    }

    /** Whether the disk cannot read the first page. */
    static boolean isUnreadable(Exception e) {
        return e instanceof SQLiteException failure
                && (failure.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS
                        || failure.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_READ);
    }

    /**
     * Looks at the ends of everything: a few pages, however large it is. Nothing may be left in the write-ahead log.
     *
     * @return what is wrong
     */
    static Optional<String> problemAtTheEnds(Connection connection, Path file) throws SQLException {
        long bytes = number(connection, "PRAGMA page_count") * number(connection, "PRAGMA page_size");
        if (file.toFile().length() < bytes) {
            return Optional.of("the file has " + file.toFile().length() + " bytes of " + bytes);
        }
        for (String table : tables(connection)) {
            readOne(connection, "SELECT * FROM " + table + " ORDER BY 1 LIMIT 1");
            readOne(connection, "SELECT * FROM " + table + " ORDER BY 1 DESC LIMIT 1");
        }
        long missing = number(
                connection,
                "WITH newest AS (SELECT sequence, id FROM event ORDER BY sequence DESC LIMIT " + LOOKED_AT + ")"
                        + " SELECT coalesce(max(sequence) - min(sequence) + 1 - count(*), 0) FROM newest WHERE sequence >"
                        // Before a note of this kind, events may be missing.
                        + " coalesce((SELECT max(sequence) FROM newest WHERE id GLOB '" + Salvage.NOTE + "*'), 0)");
        return missing == 0 ? Optional.empty() : Optional.of(missing + " of the newest events are missing");
    }

    /** Looks at everything. Takes as long as it takes to read the file. */
    static Optional<String> problem(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            row.next();
            String answer = row.getString(1);
            if (!answer.equals("ok")) {
                return Optional.of(answer.strip().replaceAll("\\s+", " "));
            }
        }
        return missing(connection);
    }

    /** An older version of a page is sound in itself; but sequences have no gaps, and what was seen knows of the last events. */
    private static Optional<String> missing(Connection connection) throws SQLException {
        long before = number(
                connection,
                "SELECT max(sequence, coalesce((SELECT max(sequence) FROM event WHERE id GLOB '" + Salvage.NOTE
                        + "*'), 0)) FROM expired");
        long last = number(
                connection,
                "SELECT max(" + before + ", coalesce((SELECT max(sequence) FROM event), 0),"
                        + " coalesce((SELECT max(sequence) FROM fresh), 0))");
        long missing = last - before - number(connection, "SELECT count(*) FROM event WHERE sequence > " + before);
        return missing == 0 ? Optional.empty() : Optional.of(missing + " events are missing");
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static void readOne(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int i = 1; i <= columns; i++) {
                    row.getBytes(i);
                }
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
