package io.instagramoperator.receiver.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Mends a write-ahead log in a process of its own, whose memory a test bounds. */
final class MendingProcess {

    private MendingProcess() {}

    /**
     * Starts one and waits for its end.
     *
     * @param mebibytes how large the file is made
     * @return how it has ended
     */
    static int mend(Path log, int mebibytes, Path database, Path mended) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MendingProcess.class.getName(),
                        log.toString(),
                        database.toString(),
                        mended.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /**
     * Mends it.
     *
     * @param arguments the write-ahead log, its database, and the file to be made
     */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel log = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ);
                FileChannel database = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.READ);
                FileChannel mended = FileChannel.open(
                        Path.of(arguments[2]), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            WriteAheadLog.mend(log.map(MapMode.READ_ONLY, 0, log.size(), Arena.global()), database, mended);
        }
    }
}
