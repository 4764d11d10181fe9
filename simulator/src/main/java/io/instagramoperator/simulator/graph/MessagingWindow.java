package io.instagramoperator.simulator.graph;

import java.time.Duration;
import java.time.Instant;

/** How long after a customer's last message an account may send (Messenger Platform, "Policy Overview"). */
final class MessagingWindow {

    private static final Duration STANDARD = Duration.ofHours(24);
    private static final Duration HUMAN_AGENT = Duration.ofDays(7);

    private MessagingWindow() {}

    static boolean isOpen(Instant lastCustomerMessage, boolean humanAgent, Instant now) {
        return now.isBefore(lastCustomerMessage.plus(humanAgent ? HUMAN_AGENT : STANDARD));
    }
}
