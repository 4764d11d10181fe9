package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file in which the generator keeps account: a line {@code sent NAME MESSAGE…} before a delivery goes out for the first time, a
 * line {@code acknowledged NAME} after its 200.
 */
record Ledger(Path file) {

    /**
     * What it says at one moment.
     *
     * @param acknowledgements how many 200 there were
     */
    record Account(Set<CustomerMessage> sent, Set<CustomerMessage> acknowledged, int acknowledgements) {}

    synchronized void sent(String delivery, List<CustomerMessage> messages) {
        append("sent " + delivery + " "
                + messages.stream().map(CustomerMessage::id).collect(Collectors.joining(" ")));
    }

    synchronized void acknowledged(String delivery) {
        append("acknowledged " + delivery);
    }

    Account account() {
        Map<String, List<CustomerMessage>> deliveries = new HashMap<>();
        Set<CustomerMessage> sent = new HashSet<>();
        Set<CustomerMessage> acknowledged = new HashSet<>();
        int acknowledgements = 0;
        for (String line : lines()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("sent")) {
                List<CustomerMessage> messages =
                        Stream.of(words).skip(2).map(CustomerMessage::withId).toList();
                deliveries.put(words[1], messages);
                sent.addAll(messages);
            } else {
                acknowledged.addAll(deliveries.getOrDefault(words[1], List.of()));
                acknowledgements++;
            }
        }
        return new Account(sent, acknowledged, acknowledgements);
    }

    int acknowledgements() {
        return (int)
                lines().stream().filter(line -> line.startsWith("acknowledged")).count();
    }

    /** Without a last line that is still being written. */
    private List<String> lines() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String line) {
        try {
            Files.write(file, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
