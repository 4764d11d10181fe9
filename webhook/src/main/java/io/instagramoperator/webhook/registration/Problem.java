package io.instagramoperator.webhook.registration;

import java.util.Locale;

/**
 * Something that is not as wanted.
 *
 * @param message names the object, the field of the configuration and the remedy; never a secret
 */
public record Problem(Reason reason, String message) {

    /** Kinds of problems; their {@link #text()} is public. */
    public enum Reason {
        /** The app's webhooks go somewhere else, and that is never changed without being told to. */
        CALLBACK_TAKEN,
        /** Meta called our callback to confirm it and did not get the right answer. */
        CALLBACK_UNREACHABLE,
        /** A person registers the callback, and no delivery has shown yet that this was done. */
        REGISTRATION_MANUAL,
        /** The account's webhooks are not switched on before the gateway of its shared app knows it. */
        GATEWAY_PENDING,
        /** The account's webhooks are not switched on for the app. */
        ACCOUNT_NOT_SUBSCRIBED,
        /** The account's owner has switched off access to messages for connected tools. */
        MESSAGE_ACCESS_OFF,
        /** Meta cannot be asked, or refuses to answer. */
        GRAPH_ERROR,
        /** The token is over. */
        TOKEN_EXPIRED,
        /** The token, or the app's access to the account's data, is over in less than 14 days. */
        TOKEN_EXPIRING_SOON,
        /** Meta no longer accepts the token, before its time. */
        TOKEN_REVOKED,
        /** The token lacks permissions. */
        PERMISSION_MISSING,
        /** The token belongs to another account. */
        WRONG_ACCOUNT,
        /** It is not known what the token is worth. */
        UNVERIFIED;

        /** {@code CallbackTaken} and so on. */
        public String text() {
            StringBuilder text = new StringBuilder();
            for (String word : name().split("_", -1)) {
                text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
            return text.toString();
        }
    }
}
