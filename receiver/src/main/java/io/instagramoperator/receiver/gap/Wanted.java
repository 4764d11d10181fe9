package io.instagramoperator.receiver.gap;

import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.receiver.event.Recovered;
import java.util.List;

/**
 * Which messages the webhook would have delivered.
 *
 * @param received those of customers
 * @param sent those of the account
 */
record Wanted(boolean received, boolean sent) {

    /** With Facebook Login the field {@code messages} brings both. */
    static Wanted of(ReceiverConfig config) {
        List<String> fields = config.webhook().fields();
        boolean messages = fields.contains("messages");
        boolean echoes = fields.contains("message_echoes");
        return new Wanted(messages, echoes || (messages && config.account().login() == Login.FACEBOOK));
    }

    boolean includes(Recovered message) {
        return message.isSent() ? sent : received;
    }
}
