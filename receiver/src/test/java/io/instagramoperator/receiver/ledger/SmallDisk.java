package io.instagramoperator.receiver.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk of 200 MiB in memory, of which the receiver keeps a quarter as a reserve. Only root can mount it. */
final class SmallDisk implements AutoCloseable {

    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;
    private final Path filler;

    /** Mounts it; skips the test where that is not allowed. */
    SmallDisk(Path folder) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "needs root, to mount a small disk in memory");
        this.folder = folder;
        this.filler = folder.resolve("filler");
        Files.createDirectories(folder);
        Scene.run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", folder.toString());
    }

    /** Leaves so many MiB of room. */
    void fillUpTo(int mebibytes) throws IOException {
        long bytes = Files.getFileStore(folder).getUsableSpace() - (long) mebibytes * MEBIBYTE;
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long written = 0; written < bytes; written += page.length) {
                out.write(page);
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    /** With an option such as {@code ro}. */
    void remount(String option) throws IOException {
        Scene.run("mount", "-o", "remount," + option, folder.toString());
    }

    @Override
    public void close() throws IOException {
        Scene.run("umount", "--lazy", folder.toString());
    }
}
