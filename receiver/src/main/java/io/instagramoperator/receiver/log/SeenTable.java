package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The table {@code seen}, as one connection sees it: runs of fingerprints, and how to find one and write one. */
final class SeenTable implements AutoCloseable {

    private final PreparedStatement next;
    private final PreparedStatement read;
    private final PreparedStatement write;
    private final PreparedStatement delete;
    private final List<SeenRun> runs = new ArrayList<>();
    private long newest;

    SeenTable(Connection connection) throws SQLException {
        next = connection.prepareStatement("SELECT place FROM seen WHERE place >= ? ORDER BY place LIMIT 1");
        read = connection.prepareStatement("SELECT day, entries FROM seen WHERE place = ?");
        write = connection.prepareStatement("INSERT INTO seen VALUES (?, ?, ?)");
        delete = connection.prepareStatement("DELETE FROM seen WHERE place = ?");
        OptionalLong place = placeFrom(0);
        while (place.isPresent()) {
            SeenRun run = SeenRun.at(place.getAsLong());
            add(run);
            place = placeFrom(new SeenRun(run.number() + 1, 0).place(0));
        }
    }

    /** A row. */
    record Bucket(long day, SortedRun entries) {

        private static final Bucket EMPTY = new Bucket(0, SortedRun.EMPTY);
    }

    /** Those that are looked at for a fingerprint. */
    List<SeenRun> runs() {
        return runs;
    }

    /** A run that nothing is in yet, and that is not looked at before it is {@linkplain #add added}. */
    SeenRun begin(int bits) {
        return new SeenRun(++newest, bits);
    }

    void add(SeenRun run) {
        runs.add(run);
        newest = Math.max(newest, run.number());
    }

    void remove(SeenRun run) {
        runs.remove(run);
    }

    /** The sequence of the event with this fingerprint. */
    OptionalLong find(Fingerprint fingerprint) throws SQLException {
        for (SeenRun run : runs) {
            OptionalLong sequence = read(run, run.bucketOf(fingerprint)).entries.find(fingerprint);
            if (sequence.isPresent()) {
                return sequence;
            }
        }
        return OptionalLong.empty();
    }

    Bucket read(SeenRun run, int bucket) throws SQLException {
        read.setLong(1, run.place(bucket));
        try (ResultSet row = read.executeQuery()) {
            return row.next() ? new Bucket(row.getLong(1), SortedRun.read(row.getBytes(2))) : Bucket.EMPTY;
        }
    }

    void write(SeenRun run, int bucket, Bucket content) throws SQLException {
        if (content.entries.size() > 0) {
            write.setLong(1, run.place(bucket));
            write.setLong(2, content.day);
            write.setBytes(3, content.entries.bytes());
            write.executeUpdate();
        }
    }

    void delete(SeenRun run, int bucket) throws SQLException {
        delete(run.place(bucket));
    }

    void delete(long place) throws SQLException {
        delete.setLong(1, place);
        delete.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        next.close();
        read.close();
        write.close();
        delete.close();
    }

    private OptionalLong placeFrom(long place) throws SQLException {
        next.setLong(1, place);
        try (ResultSet row = next.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
