package io.instagramoperator.receiver.ledger;

import java.nio.file.Path;
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
final class Ledger {

    private final Lines lines;

    Ledger(Path file) {
        lines = new Lines(file);
    }

    /**
     * What it says at one moment.
     *
     * @param acknowledgements how many 200 there were
     */
    record Account(Set<CustomerMessage> sent, Set<CustomerMessage> acknowledged, int acknowledgements) {}

    Path file() {
        return lines.file();
    }

    synchronized void sent(String delivery, List<CustomerMessage> messages) {
        lines.append("sent " + delivery + " "
                + messages.stream().map(CustomerMessage::id).collect(Collectors.joining(" ")));
    }

    synchronized void acknowledged(String delivery) {
        lines.append("acknowledged " + delivery);
    }

    Account account() {
        Map<String, List<CustomerMessage>> deliveries = new HashMap<>();
        Set<CustomerMessage> sent = new HashSet<>();
        Set<CustomerMessage> acknowledged = new HashSet<>();
        int acknowledgements = 0;
        for (String line : lines.read()) {
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
        return (int) lines.read().stream()
                .filter(line -> line.startsWith("acknowledged"))
                .count();
    }
}
