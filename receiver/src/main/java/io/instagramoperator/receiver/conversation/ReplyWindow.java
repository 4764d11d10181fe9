package io.instagramoperator.receiver.conversation;

import java.time.Duration;
import java.time.Instant;

/**
 * How long Meta takes answers to a customer. Each message of the customer opens it anew.
 *
 * @param opened when the customer wrote last
 */
public record ReplyWindow(Instant opened) {

    private static final Duration STANDARD = Duration.ofHours(24);
    private static final Duration HUMAN_AGENT = Duration.ofDays(7);

    /** When it closes for answers of programs. */
    public Instant closesAt() {
        return opened.plus(STANDARD);
    }

    /** When it closes for answers of people, which have the tag {@code HUMAN_AGENT}. */
    public Instant humanAgentUntil() {
        return opened.plus(HUMAN_AGENT);
    }

    /** Whether any answer is taken now. */
    public boolean isOpen(Instant now) {
        return now.isBefore(closesAt());
    }

    /** Whether the answer of a person is taken now. */
    public boolean isOpenForPeople(Instant now) {
        return now.isBefore(humanAgentUntil());
    }
}
