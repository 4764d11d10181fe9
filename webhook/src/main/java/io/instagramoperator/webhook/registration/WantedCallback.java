package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.SubscriptionFields;
import io.instagramoperator.webhook.config.Webhook;
import io.instagramoperator.webhook.config.Webhook.Registration;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What the app's subscription should be.
 *
 * @param appId whose
 * @param url ours; empty if there is no address that could be registered
 * @param fields those of Meta's that an app can have
 * @param automatic whether it is registered by this process, as far as there is an address
 * @param takeOver whether somebody else's may be replaced
 * @param replaces other addresses that are not somebody else's
 * @param process what this process is, for people: {@code receiver}
 */
public record WantedCallback(
        String appId,
        Optional<String> url,
        Set<String> fields,
        boolean automatic,
        boolean takeOver,
        Set<String> replaces,
        String process) {

    /** What the configuration says. */
    public static WantedCallback of(String appId, Webhook webhook, Set<String> replaces, String process) {
        return new WantedCallback(
                appId,
                webhook.callbackUrl().map(URI::toString),
                SubscriptionFields.ofApp(webhook.fields()),
                webhook.registration() == Registration.AUTOMATIC,
                webhook.takeOver(),
                replaces,
                process);
    }

    /** Whether somebody registers by hand: told to, or there is no address that could be registered. */
    public boolean isManual() {
        return !automatic || url.isEmpty();
    }

    /** Whether a subscription leads here. */
    public boolean isOurs(AppSubscription subscription) {
        return url.equals(Optional.of(subscription.callbackUrl()));
    }

    /** Whether a subscription leads to somebody else, and may not be replaced unasked. */
    boolean isForeign(AppSubscription subscription) {
        return !isOurs(subscription) && !replaces.contains(subscription.callbackUrl());
    }
}
