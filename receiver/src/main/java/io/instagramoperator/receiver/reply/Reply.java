package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.Decision;
import java.util.Locale;
import java.util.Optional;

/**
 * A reply that was accepted.
 *
 * @param id ours
 * @param attempts how often Meta was asked to send it
 * @param messageId Meta's id, once sent; the echo carries it too
 * @param failure why it is not sent (yet)
 */
public record Reply(String id, State state, int attempts, Optional<String> messageId, Optional<Failure> failure) {

    /** The same reply, further on. */
    Reply with(State now, Optional<String> id, Optional<Failure> why) {
        return new Reply(this.id, now, attempts, id, why);
    }

    /** How far it got. */
    public enum State {
        /** It waits: for its turn, for a limit to be over, or for somebody to repair the account. */
        QUEUED,
        /** Meta is being asked. */
        SENDING,
        /** Meta took it. */
        SENT,
        /** Meta will never take it. */
        FAILED,
        /** Meta was asked, and the answer is lost: the customer may have got it or not. It is never repeated blindly. */
        UNKNOWN;

        /** {@code queued} and so on: the public name. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it stays like this. */
        public boolean isFinal() {
            return this == SENT || this == FAILED || this == UNKNOWN;
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What went wrong last.
     *
     * @param decision what it meant for the reply
     * @param code Meta's; 0 if Meta did not answer
     * @param subcode Meta's; 0 if there is none
     * @param message for people, without secrets
     */
    public record Failure(Decision decision, int code, int subcode, String message) {

        /** {@code back_off} and so on: the public name of the decision. */
        public String errorClass() {
            return decision.name().toLowerCase(Locale.ROOT);
        }
    }
}
