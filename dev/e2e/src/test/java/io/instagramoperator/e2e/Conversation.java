package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A customer who writes one message after the other while something else happens. */
final class Conversation {

    private final FakeMeta meta;
    private final Account account;
    private final String customer;
    private final Thread writer = Thread.ofVirtual().unstarted(this::write);
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Integer> firstAttempts = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private Conversation(FakeMeta meta, Account account, String customer) {
        this.meta = meta;
        this.account = account;
        this.customer = customer;
    }

    static Conversation begin(FakeMeta meta, Account account, String customer) {
        Conversation conversation = new Conversation(meta, account, customer);
        conversation.writer.start();
        conversation.goesOn();
        return conversation;
    }

    /** Waits for some more messages. */
    void goesOn() {
        int before = messages.size();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(messages.size()).isGreaterThan(before + 5));
    }

    void end() throws InterruptedException {
        ended = true;
        writer.join();
    }

    /** The ids of the messages, in order. */
    List<String> messages() {
        return messages;
    }

    /** What Meta was answered when she first tried to deliver each; 0 for no answer. */
    List<Integer> firstAttempts() {
        return firstAttempts;
    }

    private void write() {
        while (!ended) {
            JsonNode written = meta.customerWrites(account, customer, "message " + messages.size());
            messages.add(written.path("mid").asText());
            written.path("deliveries")
                    .forEach(delivery ->
                            firstAttempts.add(delivery.path("status").asInt()));
        }
    }
}
