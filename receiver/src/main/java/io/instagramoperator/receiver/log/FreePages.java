package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The pages of the database that deleted events have left empty. New events use them, but a commit needs room in the write-ahead log as
 * well, which only the disk has. So they are given back to the disk where they are many or the disk has little left: in steps so small
 * that no acknowledgement waits for it.
 */
final class FreePages {

    /** More than the rows that the retention deletes at once take as a rule. */
    private static final int PER_STEP = 100;

    private FreePages() {}

    /** Whether there are any. */
    static boolean areThere(Connection connection) throws SQLException {
        return number(connection, "PRAGMA freelist_count") > 0;
    }

    /** A step, where they are so many that new events will not soon have filled them. */
    static void giveBackIfMany(Connection connection) throws SQLException {
        if (4 * number(connection, "PRAGMA freelist_count") > number(connection, "PRAGMA page_count")) {
            giveBack(connection);
        }
    }

    /** A step. The disk has them when the write-ahead log has been written back. */
    static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A query would give back one page only: each is a step.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + PER_STEP + ")");
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            row.next();
            return row.getLong(1);
        }
    }
}
