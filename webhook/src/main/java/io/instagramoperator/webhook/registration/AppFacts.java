package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppSubscription;
import java.util.Optional;

/**
 * What is known about the app's subscription after a round of looking and acting.
 *
 * @param delivered whether a signed delivery has ever arrived
 * @param seen what Meta has; not asked with manual registration
 */
public record AppFacts(WantedCallback wanted, boolean delivered, Seen<Optional<AppSubscription>> seen) {}
