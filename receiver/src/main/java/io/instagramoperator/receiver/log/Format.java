package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** The format of the log's tables; kept in {@code PRAGMA user_version}. */
final class Format {

    /** The one that this version reads and writes. */
    static final int CURRENT = 5;

    /** From this one on, what was seen is kept in runs. */
    static final int RUNS = 5;

    /** Of a new database; one that is there keeps what it has. */
    static final int PAGE_BYTES = 8_192;

    private Format() {}

    /**
     * Brings a database to the current format, an empty one too. Each step is one transaction.
     *
     * @throws LogUnavailableException if it has a newer one, before anything is written
     */
    static void migrate(Connection connection, Path file) throws SQLException, IOException {
        int format = of(connection);
        if (format > CURRENT) {
            throw new LogUnavailableException(
                    LogState.FAILED,
                    "store.embedded.path: '" + file + "' has format " + format + ", newer than " + CURRENT
                            + " which this version knows; it is left untouched: run the newer version, or name another path");
        }
        try (Statement statement = connection.createStatement()) {
            if (format == 0) {
                // Before the first table, or not at all. Half as many pages are half as many calls of the system, while
                // one
                // event alone still writes little.
                statement.executeUpdate("PRAGMA page_size = " + PAGE_BYTES);
                // Lets the file shrink again after retention.
                statement.executeUpdate("PRAGMA auto_vacuum = INCREMENTAL");
            }
            Function.create(connection, "fingerprint", new FingerprintFunction());
            for (int next = format + 1; next <= CURRENT; next++) {
                statement.executeUpdate("BEGIN IMMEDIATE;" + script(next));
                if (next == RUNS) {
                    SeenImport.run(connection, "old_seen", "fingerprint, sequence, day");
                    statement.executeUpdate("DROP TABLE old_seen");
                }
                statement.executeUpdate("PRAGMA user_version = " + next + ";COMMIT");
            }
        }
    }

    /** The format of a database; 0 before its first table. */
    static int of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What makes of the format before it the one with this number. */
    private static String script(int format) throws IOException {
        String name = "format-" + format + ".sql";
        try (@Nullable InputStream in = Format.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** For scripts that bring events from before there were fingerprints. */
    private static final class FingerprintFunction extends Function {

        @Override
        protected void xFunc() throws SQLException {
            result(Fingerprint.of(value_text(0)).bytes());
        }
    }
}
