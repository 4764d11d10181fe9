package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file that one process adds lines to while another reads it, again and again: each line once. */
final class Lines {

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private long bytes;

    Lines(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** All that are there by now, without a last one that is still being written. */
    synchronized List<String> read() {
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(bytes);
                String more = new String(in.readAllBytes(), UTF_8);
                String whole = more.substring(0, more.lastIndexOf('\n') + 1);
                whole.lines().forEach(lines::add);
                bytes += whole.getBytes(UTF_8).length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(lines);
    }

    void append(String line) {
        try {
            Files.write(file, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
