/**
 * What a receiver is told about a subscription.
 * In: the subscription. Out: its part of the receiver's configuration, and the Secrets that have to be mounted for it. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.subscription.desired;

import org.jspecify.annotations.NullMarked;
