package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.config.ReceiverConfig;
import java.util.List;
import java.util.Optional;

/**
 * What is known about the webhook after a round of looking and acting.
 *
 * @param config what is wanted
 * @param delivered whether a signed delivery has ever arrived
 * @param app the app's subscription; not asked with manual registration
 * @param account the apps that get the account's webhooks
 * @param messageAccessOff Meta refused a reply because the owner has switched access off
 */
record WebhookFacts(
        ReceiverConfig config,
        boolean delivered,
        Seen<Optional<AppSubscription>> app,
        Seen<List<SubscribedApp>> account,
        boolean messageAccessOff) {}
