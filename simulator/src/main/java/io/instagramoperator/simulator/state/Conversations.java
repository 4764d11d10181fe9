package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who wrote to which account, and what the accounts sent. */
@Singleton
public class Conversations {

    /** Of each account, so that a simulator that runs for weeks does not fill its memory. */
    private static final int SENT_MESSAGES_KEPT = 10_000;

    private record Conversation(String instagramId, String igsid) {}

    private final Map<Conversation, Instant> lastCustomerMessages = new HashMap<>();
    private final Map<String, Deque<SentMessage>> sent = new HashMap<>();

    /** Notes that a customer wrote, which opens the window for answers. */
    public synchronized void customerWrote(String instagramId, String igsid, Instant at) {
        lastCustomerMessages.put(new Conversation(instagramId, igsid), at);
    }

    /** When the customer wrote last; empty if this customer is unknown to the account. */
    public synchronized Optional<Instant> lastCustomerMessage(String instagramId, String igsid) {
        return Optional.ofNullable(lastCustomerMessages.get(new Conversation(instagramId, igsid)));
    }

    public synchronized void accountSent(String instagramId, SentMessage message) {
        Deque<SentMessage> messages = sent.computeIfAbsent(instagramId, id -> new ArrayDeque<>());
        messages.addLast(message);
        if (messages.size() > SENT_MESSAGES_KEPT) {
            messages.removeFirst();
        }
    }

    /** What the account sent, oldest first: the last {@value #SENT_MESSAGES_KEPT} messages. */
    public synchronized List<SentMessage> sentBy(String instagramId) {
        return new ArrayList<>(sent.getOrDefault(instagramId, new ArrayDeque<>()));
    }
}
