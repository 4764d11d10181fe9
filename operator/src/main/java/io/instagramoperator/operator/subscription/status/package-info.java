/**
 * What the status of a subscription says.
 * In: a {@link Situation}, the accounts that it matches and what their receivers report. Out: the conditions, and how far each account is. Pure
 * functions; time comes from a clock that is handed in.
 */
@NullMarked
package io.instagramoperator.operator.subscription.status;

import org.jspecify.annotations.NullMarked;
