package io.instagramoperator.receiver.consumers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A language that has a consumer, and what makes it ready to run, as the tutorial says. */
enum Language {
    JAVA {
        @Override
        Optional<String> missing(Path kit) {
            return Optional.empty();
        }

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
        Optional<String> missing(Path kit) {
            if (!succeeds(kit, "python3", "-m", "venv", "venv")) {
                return Optional.of("needs Debian's python3-venv, or run dev/test as root");
            }
            return succeeds(kit, "venv/bin/pip", "install", "--quiet", "--requirement", "requirements.txt")
                    ? Optional.empty()
                    : Optional.of("pip cannot install standardwebhooks");
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
        Optional<String> missing(Path kit) {
            if (!succeeds(kit, "npm", "--version")) {
                return Optional.of("needs Debian's npm, or run dev/test as root");
            }
            return succeeds(kit, "npm", "ci", "--no-audit", "--no-fund")
                    ? Optional.empty()
                    : Optional.of("npm cannot install standardwebhooks");
        }

        @Override
        List<String> command(Path kit) {
            return List.of("node", kit.resolve("consumer.mjs").toString());
        }
    };

    private static final Path DOCUMENTED =
            Path.of("../docs/consumers").toAbsolutePath().normalize();

    private static final Path KITS = Path.of("target/consumers").toAbsolutePath();

    /** What is missing on this machine; found out once. */
    private static final Map<Language, Optional<String>> MISSING = new ConcurrentHashMap<>();

    /** How to start its consumer; installs what it needs the first time, and skips the test where that is not to be had. */
    List<String> command() {
        Path kit = KITS.resolve(folder());
        Optional<String> missing = MISSING.computeIfAbsent(this, _ -> {
            copyTo(kit);
            return missing(kit);
        });
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElseThrow());
        return command(kit);
    }

    /** Installs what its consumer needs; gives what is missing for that. */
    abstract Optional<String> missing(Path kit);

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
