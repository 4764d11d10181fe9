/**
 * Kind {@code InstagramAccount}: one Instagram professional account and the receiver that serves it.
 * In: the spec that a platform team applies. Out: the status that the operator writes, with the vocabulary of its conditions in
 * {@link io.instagramoperator.crds.account.ConditionType} and {@link io.instagramoperator.crds.account.ConditionReason}.
 */
@NullMarked
package io.instagramoperator.crds.account;

import org.jspecify.annotations.NullMarked;
