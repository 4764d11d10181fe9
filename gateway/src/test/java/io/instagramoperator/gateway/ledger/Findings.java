package io.instagramoperator.gateway.ledger;

import io.instagramoperator.gateway.ledger.RunningReceiver.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with what one account's receiver has stored.
 *
 * @param lost acknowledged and not stored
 * @param invented stored and not sent to this account
 * @param altered stored with other bytes than were sent
 * @param disordered not right behind the one before it in its conversation
 * @param repeated stored twice
 */
record Findings(
        Set<String> lost, Set<String> invented, Set<String> altered, Set<String> disordered, Set<String> repeated) {

    /** Nothing is wrong. */
    static Findings none() {
        return new Findings(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    static Findings of(
            String account, List<Stored> stored, Set<CustomerMessage> sent, Set<CustomerMessage> acknowledged) {
        Findings findings = none();
        Map<Long, Integer> newest = new HashMap<>();
        Set<CustomerMessage> seen = new HashSet<>();
        for (Stored event : stored) {
            CustomerMessage message = CustomerMessage.withId(event.mid());
            if (!message.account().equals(account) || !sent.contains(message)) {
                findings.invented.add(event.mid());
            }
            if (!event.raw().equals(message.item())) {
                findings.altered.add(event.mid());
            }
            if (!seen.add(message)) {
                findings.repeated.add(event.mid());
                continue;
            }
            Integer before = newest.put(message.conversation(), message.number());
            if (message.number() != (before == null ? 0 : before) + 1) {
                findings.disordered.add(event.mid());
            }
        }
        acknowledged.stream()
                .filter(message -> message.account().equals(account) && !seen.contains(message))
                .forEach(message -> findings.lost.add(message.id()));
        return findings;
    }
}
