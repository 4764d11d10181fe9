/**
 * Applies the desired objects: one thin class per object, found by the framework through the reconciler's workflow.
 * In: an account and the operator's settings. Out: server-side apply of what {@code desired} says, when it differs from what is there.
 */
@NullMarked
package io.instagramoperator.operator.account.dependent;

import org.jspecify.annotations.NullMarked;
