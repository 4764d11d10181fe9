package io.instagramoperator.receiver.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** {@code disk.c}, compiled with the machine's C compiler. */
final class FaultyDiskLibrary {

    private static final Path SOURCE = Path.of("src/test/c/disk.c").toAbsolutePath();
    private static final Path LIBRARY = Path.of("target/disk.so").toAbsolutePath();

    private FaultyDiskLibrary() {}

    /** Compiles it if that was not done yet; skips the test on a machine without a compiler. */
    static synchronized Path compiled() throws IOException, InterruptedException {
        Optional<Path> compiler = Stream.of("/usr/bin/cc", "/usr/local/bin/cc")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                compiler.isPresent(),
                "needs a C compiler: install Debian's gcc and libc6-dev, or run dev/test as root");
        if (!Files.exists(LIBRARY)
                || Files.getLastModifiedTime(LIBRARY).compareTo(Files.getLastModifiedTime(SOURCE)) < 0) {
            Process process = new ProcessBuilder(
                            compiler.orElseThrow().toString(),
                            "-O2",
                            "-Wall",
                            "-Wextra",
                            "-Werror",
                            "-shared",
                            "-fPIC",
                            "-o",
                            LIBRARY.toString(),
                            SOURCE.toString())
                    .inheritIO()
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(SOURCE + " does not compile");
            }
        }
        return LIBRARY;
    }
}
