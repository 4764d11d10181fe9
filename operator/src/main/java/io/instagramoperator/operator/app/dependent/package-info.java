/**
 * Applies the desired objects of a gateway: one thin class per object, found by the framework through the reconciler's workflow.
 * In: an app and the accounts that share it. Out: server-side apply of what {@code desired} says, when it differs from what is there.
 */
@NullMarked
package io.instagramoperator.operator.app.dependent;

import org.jspecify.annotations.NullMarked;
