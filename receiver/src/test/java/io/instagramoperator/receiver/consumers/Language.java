package io.instagramoperator.receiver.consumers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A language that has a consumer, and what makes it ready to run, as the tutorial says. */
enum Language {
    JAVA {
        @Override
        void install(Path kit) {}

        @Override
        List<String> command(Path kit) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    library().toString(),
                    kit.resolve("Consumer.java").toString());
        }
    },
    PYTHON {
        @Override
        void install(Path kit) {
            succeed(kit, "needs Debian's python3-venv, or run dev/test as root", "python3", "-m", "venv", "venv");
            succeed(
                    kit,
                    "pip cannot install standardwebhooks",
                    "venv/bin/pip",
                    "install",
                    "-q",
                    "-r",
                    "requirements.txt");
        }

        @Override
        List<String> command(Path kit) {
            return List.of(
                    kit.resolve("venv/bin/python").toString(),
                    kit.resolve("consumer.py").toString());
        }
    },
    JAVASCRIPT {
        @Override
        void install(Path kit) {
            succeed(kit, "needs Debian's npm, or run dev/test as root", "npm", "--version");
            succeed(kit, "npm cannot install standardwebhooks", "npm", "ci", "--no-audit", "--no-fund");
        }

        @Override
        List<String> command(Path kit) {
            return List.of("node", kit.resolve("consumer.mjs").toString());
        }
    };

    private static final Path DOCUMENTED =
            Path.of("../docs/consumers").toAbsolutePath().normalize();

    private static final Path KITS = Path.of("target/consumers").toAbsolutePath();

    private static final Set<Language> READY = new HashSet<>();

    /** How to start its consumer; installs what it needs the first time, and skips the test where that is not to be had. */
    List<String> command() {
        Path kit = KITS.resolve(folder());
        synchronized (READY) {
            if (!READY.contains(this)) {
                copyTo(kit);
                install(kit);
                READY.add(this);
            }
        }
        return command(kit);
    }

    abstract void install(Path kit);

    abstract List<String> command(Path kit);

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    private void copyTo(Path kit) {
        try (Stream<Path> files = Files.list(DOCUMENTED.resolve(folder())).filter(Files::isRegularFile)) {
            Files.createDirectories(kit);
            for (Path file : files.toList()) {
                Files.copy(file, kit.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library() {
        try {
            return Path.of(Webhook.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void succeed(Path kit, String orElse, String... command) {
        assumeTrue(succeeds(kit, command), orElse);
    }

    private static boolean succeeds(Path kit, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(kit.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(kit.resolve("install.log").toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor() == 0;
        } catch (IOException e) {
            // There is no such command.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
