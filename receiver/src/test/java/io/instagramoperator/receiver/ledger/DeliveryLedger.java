package io.instagramoperator.receiver.ledger;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file in which the sink keeps account: a line {@code processed MESSAGE} when it has an event, a line {@code answered MESSAGE}
 * after its 200.
 */
final class DeliveryLedger {

    private final Lines lines;
    private final Set<String> messages = new HashSet<>();
    private int counted;

    DeliveryLedger(Path file) {
        lines = new Lines(file);
    }

    /**
     * What is wrong.
     *
     * @param missing acknowledged to Meta and not delivered
     * @param invented delivered and not sent by Meta
     * @param disordered delivered for the first time although an earlier one of its conversation was not
     */
    record Findings(Set<String> missing, Set<String> invented, Set<String> disordered) {

        /** Nothing is wrong. */
        static Findings none() {
            return new Findings(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /**
     * How often events came again.
     *
     * @param duplicates deliveries of events that had been processed before
     * @param unanswered those that the receiver had to repeat: it cannot know that they were processed
     */
    record Repetition(int duplicates, int unanswered) {}

    Path file() {
        return lines.file();
    }

    synchronized void processed(String message) {
        lines.append("processed " + message);
    }

    synchronized void answered(String message) {
        lines.append("answered " + message);
    }

    /** How many different messages were processed. */
    synchronized int messages() {
        List<String> all = lines.read();
        messages.addAll(processed(all.subList(counted, all.size())));
        counted = all.size();
        return messages.size();
    }

    Findings audit(Ledger.Account account) {
        Findings findings = Findings.none();
        Map<Long, Integer> newest = new HashMap<>();
        Set<CustomerMessage> delivered = new HashSet<>();
        for (String id : processed(lines.read())) {
            CustomerMessage message;
            try {
                message = CustomerMessage.withId(id);
            } catch (IllegalArgumentException e) {
                findings.invented.add(id);
                continue;
            }
            if (!delivered.add(message)) {
                continue;
            }
            if (!account.sent().contains(message)) {
                findings.invented.add(message.toString());
            }
            Integer before = newest.put(message.conversation(), message.number());
            if (message.number() != (before == null ? 0 : before) + 1) {
                findings.disordered.add(message.toString());
            }
        }
        account.acknowledged().stream()
                .filter(message -> !delivered.contains(message))
                .forEach(message -> findings.missing.add(message.toString()));
        return findings;
    }

    Repetition repetition() {
        List<String> all = lines.read();
        List<String> processed = processed(all);
        int answered =
                (int) all.stream().filter(line -> line.startsWith("answered ")).count();
        return new Repetition(processed.size() - new HashSet<>(processed).size(), processed.size() - answered);
    }

    private static List<String> processed(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("processed "))
                .map(line -> line.substring("processed ".length()))
                .toList();
    }
}
