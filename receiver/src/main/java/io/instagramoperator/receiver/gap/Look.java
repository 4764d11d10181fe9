package io.instagramoperator.receiver.gap;

/**
 * What one round of watching has found out about the webhook.
 *
 * @param missing something was not as it has to be for webhooks to come, even if it was put right in the same round
 * @param well now webhooks come, and can be stored
 */
public record Look(boolean missing, boolean well) {

    /** Meta could not be asked, or not all of it. */
    public static final Look UNKNOWN = new Look(false, false);
}
