/**
 * {@code EventSubscription}: says in its status what becomes of it. The subscription has no objects of its own: the receivers of the accounts that it
 * matches get it in their configuration, by way of the accounts' reconciler.
 * In: subscriptions, accounts, what receivers report. Out: the status.
 */
@NullMarked
package io.instagramoperator.operator.subscription;

import org.jspecify.annotations.NullMarked;
