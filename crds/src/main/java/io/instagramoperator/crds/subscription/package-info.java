/**
 * {@link io.instagramoperator.crds.subscription.EventSubscription}: one application's standing order for events, of one account or of many.
 * In: what the application team applies. Out: the same, typed, and a status that says how far the deliveries are and what is wrong.
 */
@NullMarked
package io.instagramoperator.crds.subscription;

import org.jspecify.annotations.NullMarked;
