package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who wrote to which account, and what the accounts sent. */
@Singleton
public class Conversations {

    /** Of each account, so that a simulator that runs for weeks does not fill its memory. */
    private static final int SENT_MESSAGES_KEPT = 10_000;

    /** Of all conversations together, for the same reason. */
    private static final int MESSAGES_KEPT = 20_000;

    private record Parties(String instagramId, String igsid) {}

    private record Contents(Instant updatedAt, Deque<String> mids) {}

    private final Map<Parties, Instant> lastCustomerMessages = new HashMap<>();
    private final Map<String, Deque<SentMessage>> sent = new HashMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<Parties, Contents> conversations = new HashMap<>();

    /** Notes that a customer wrote, which opens the window for answers. */
    public synchronized void customerWrote(String instagramId, String igsid, Instant at) {
        lastCustomerMessages.put(new Parties(instagramId, igsid), at);
    }

    /** When the customer wrote last; empty if this customer never did. */
    public synchronized Optional<Instant> lastCustomerMessage(String instagramId, String igsid) {
        return Optional.ofNullable(lastCustomerMessages.get(new Parties(instagramId, igsid)));
    }

    public synchronized void accountSent(String instagramId, SentMessage message) {
        Deque<SentMessage> ofAccount = sent.computeIfAbsent(instagramId, id -> new ArrayDeque<>());
        ofAccount.addLast(message);
        if (ofAccount.size() > SENT_MESSAGES_KEPT) {
            ofAccount.removeFirst();
        }
    }

    /** What the account sent, oldest first: the last {@value #SENT_MESSAGES_KEPT} messages. */
    public synchronized List<SentMessage> sentBy(String instagramId) {
        return new ArrayList<>(sent.getOrDefault(instagramId, new ArrayDeque<>()));
    }

    /** Puts a message into its conversation. One that was there already stays as it was. */
    public synchronized void add(Message message) {
        if (messages.putIfAbsent(message.mid(), message) != null) {
            return;
        }
        Parties parties = parties(message);
        Deque<String> mids = new ArrayDeque<>();
        mids.addFirst(message.mid());
        conversations.merge(parties, new Contents(message.at(), mids), (before, now) -> {
            before.mids().addFirst(message.mid());
            return new Contents(now.updatedAt(), before.mids());
        });
        if (messages.size() > MESSAGES_KEPT) {
            remove(messages.keySet().iterator().next());
        }
    }

    /** Takes a message out of its conversation, as its author can. */
    public synchronized void remove(String mid) {
        Optional.ofNullable(messages.remove(mid))
                .map(message -> conversations.get(parties(message)))
                .ifPresent(contents -> contents.mids().removeLastOccurrence(mid));
    }

    /**
     * Notes a reaction to a message.
     *
     * @param by who reacted
     * @param emoji empty to take it back
     */
    public synchronized void react(String mid, String by, Optional<String> emoji) {
        messages.computeIfPresent(mid, (_, message) -> message.withReaction(by, emoji));
    }

    /** A message of an account. */
    public synchronized Optional<Message> message(String instagramId, String mid) {
        return Optional.ofNullable(messages.get(mid))
                .filter(message -> message.instagramId().equals(instagramId));
    }

    /** Whether there is a conversation, whoever wrote in it. */
    public synchronized boolean exists(String instagramId, String igsid) {
        Parties parties = new Parties(instagramId, igsid);
        return conversations.containsKey(parties) || lastCustomerMessages.containsKey(parties);
    }

    /** The account's conversations, the one that was last written in first. */
    public synchronized List<Conversation> of(String instagramId) {
        return conversations.keySet().stream()
                .filter(parties -> parties.instagramId().equals(instagramId))
                .map(this::conversation)
                .sorted(Comparator.comparing(Conversation::updatedAt).reversed().thenComparing(Conversation::id))
                .toList();
    }

    private Conversation conversation(Parties parties) {
        Contents contents = conversations.getOrDefault(parties, new Contents(Instant.EPOCH, new ArrayDeque<>()));
        List<Message> newestFirst = contents.mids().stream()
                .flatMap(mid -> Optional.ofNullable(messages.get(mid)).stream())
                .toList();
        return new Conversation(parties.instagramId(), parties.igsid(), contents.updatedAt(), newestFirst);
    }

    private static Parties parties(Message message) {
        return new Parties(message.instagramId(), message.igsid());
    }
}
