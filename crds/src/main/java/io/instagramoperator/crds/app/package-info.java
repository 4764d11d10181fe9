/**
 * Kind {@code MetaApp}: one Meta app that several accounts share, and the gateway that passes its webhooks on to their receivers.
 * In: the spec that a platform team applies. Out: the status that the operator writes, with the vocabulary of its conditions in
 * {@link io.instagramoperator.crds.app.ConditionType} and {@link io.instagramoperator.crds.app.ConditionReason}.
 */
@NullMarked
package io.instagramoperator.crds.app;

import org.jspecify.annotations.NullMarked;
