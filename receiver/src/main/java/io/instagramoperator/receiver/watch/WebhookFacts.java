package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Seen;
import java.util.List;
import java.util.Optional;

/**
 * What is known about the webhook after a round of looking and acting.
 *
 * @param config what is wanted
 * @param app about the app's subscription; empty if the app is shared
 * @param account the apps that get the account's webhooks
 * @param repaired whether the account's webhooks, or some fields of them, were off until they were switched on in this round
 * @param messageAccessOff Meta refused a reply because the owner has switched access off
 */
record WebhookFacts(
        ReceiverConfig config,
        Optional<AppFacts> app,
        Seen<List<SubscribedApp>> account,
        boolean repaired,
        boolean messageAccessOff) {}
