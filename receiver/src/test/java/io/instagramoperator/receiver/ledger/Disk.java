package io.instagramoperator.receiver.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * What the files of a log would hold if the power failed. It follows from the journal that {@code disk.c} keeps in the receiver:
 * what was written since the last fsync of a file may be there, or not, or in part; what was written before a failed fsync is
 * never on the disk, however often one succeeds later, until it is written again.
 *
 * <p>That a file was created or deleted is taken to be durable.
 */
final class Disk {

    private static final int RECORD_HEAD = 18;
    private static final int SECTOR = 512;

    private final Path folder;
    private final Path journal;
    private final Image database = new Image("events.db");
    private final Image writeAheadLog = new Image("events.db-wal");

    /** A disk that is empty, with its journal beside the folder. */
    Disk(Path folder, Path journal) {
        this.folder = folder;
        this.journal = journal;
    }

    /** To be called after each end of a process: takes in what it did. */
    void processEnded() throws IOException {
        if (Files.exists(journal)) {
            ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(journal)).order(ByteOrder.LITTLE_ENDIAN);
            while (records.remaining() >= RECORD_HEAD) {
                char kind = (char) records.get();
                Image image = records.get() == 'd' ? database : writeAheadLog;
                long offset = records.getLong();
                long length = records.getLong();
                if (length > records.remaining()) {
                    // Killed while it wrote this record: what the file got shows when it is looked at.
                    break;
                }
                byte[] bytes = new byte[(int) length];
                records.get(bytes);
                image.apply(kind, (int) offset, bytes);
            }
            Files.delete(journal);
        }
        for (Image image : List.of(database, writeAheadLog)) {
            image.look(folder);
        }
    }

    /** Nothing that was not synced is there. */
    void losePower() throws IOException {
        losePower(new Random(0), 0);
    }

    /** Pieces of what was not synced are there. */
    void losePowerWithPiecesWritten(Random random) throws IOException {
        losePower(random, 0.5);
    }

    private void losePower(Random random, double kept) throws IOException {
        for (Image image : List.of(database, writeAheadLog)) {
            image.losePower(folder, random, kept);
        }
        // Memory that processes share; a file only by name.
        Files.deleteIfExists(folder.resolve("events.db-shm"));
    }

    /** One file: as processes see it, and as it is on the disk for sure. */
    private static final class Image {

        private final String name;
        private Content seen = new Content(new byte[0]);
        private Content durable = new Content(new byte[0]);
        private final BitSet dirty = new BitSet();

        Image(String name) {
            this.name = name;
        }

        void apply(char kind, int offset, byte[] bytes) {
            switch (kind) {
                case 'W' -> write(offset, bytes);
                case 'T' -> seen.setLength(offset);
                case 'S' -> sync();
                case 'F' -> dirty.clear();
                default -> throw new IllegalStateException("journal: " + kind);
            }
        }

        private void write(int offset, byte[] bytes) {
            seen.write(offset, bytes);
            dirty.set(offset / SECTOR, (offset + bytes.length + SECTOR - 1) / SECTOR);
        }

        private void sync() {
            durable.setLength(seen.length());
            dirty.stream().forEach(sector -> durable.take(seen, sector * SECTOR, SECTOR));
            dirty.clear();
        }

        /** Looks at the file: a kill may have come between a write and its record. */
        void look(Path folder) throws IOException {
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                seen = new Content(new byte[0]);
                durable = new Content(new byte[0]);
                dirty.clear();
                return;
            }
            Content now = new Content(Files.readAllBytes(file));
            for (int at = 0; at < now.length(); at += SECTOR) {
                if (!now.isSame(seen, at, SECTOR)) {
                    dirty.set(at / SECTOR);
                }
            }
            seen = now;
        }

        void losePower(Path folder, Random random, double kept) throws IOException {
            Path file = folder.resolve(name);
            if (!Files.exists(file)) {
                return;
            }
            if (seen.length() < durable.length() && random.nextDouble() < kept) {
                durable.setLength(seen.length());
            }
            int piece = random.nextBoolean() ? SECTOR : 8 * SECTOR;
            for (int at = 0; at < seen.length(); at += piece) {
                if (!seen.isSame(durable, at, piece) && random.nextDouble() < kept) {
                    durable.take(seen, at, piece);
                }
            }
            Files.write(file, durable.bytes());
            seen = new Content(durable.bytes());
            dirty.clear();
        }
    }
}
