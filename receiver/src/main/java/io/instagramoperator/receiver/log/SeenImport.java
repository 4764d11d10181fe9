package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Brings fingerprints from elsewhere in a database into its table {@code seen}, as a run of their own, however many they are. */
final class SeenImport {

    private final SeenTable table;
    private final SeenRun run;
    private final List<SortedRun.Entry> entries = new ArrayList<>();
    private int bucket;
    private long day;

    private SeenImport(SeenTable table, SeenRun run) {
        this.table = table;
        this.run = run;
    }

    /**
     * Brings them.
     *
     * @param source what stands behind {@code FROM}: a table
     * @param columns of it: the fingerprint, the sequence, the day
     */
    static void run(Connection connection, String source, String columns) throws SQLException {
        try (SeenTable table = new SeenTable(connection);
                Statement statement = connection.createStatement()) {
            long count;
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + source)) {
                count = row.next() ? row.getLong(1) : 0;
            }
            SeenImport run = new SeenImport(table, table.begin(SeenRun.bitsFor(count)));
            try (ResultSet row = statement.executeQuery("SELECT " + columns + " FROM " + source + " ORDER BY 1")) {
                while (row.next()) {
                    run.add(Fingerprint.read(ByteBuffer.wrap(row.getBytes(1))), row.getLong(2), row.getLong(3));
                }
            }
            run.writeBucket();
        }
    }

    private void add(Fingerprint fingerprint, long sequence, long dayOfIt) throws SQLException {
        if (run.bucketOf(fingerprint) != bucket) {
            writeBucket();
            bucket = run.bucketOf(fingerprint);
        }
        entries.add(new SortedRun.Entry(fingerprint, sequence));
        day = Math.max(day, dayOfIt);
    }

    private void writeBucket() throws SQLException {
        table.write(run, bucket, new SeenTable.Bucket(day, SortedRun.of(entries)));
        entries.clear();
        day = 0;
    }
}
