/**
 * The objects that the operator makes for a resource, whatever its kind: applied, found again, told apart from those of others, deleted.
 * In: desired objects and the informers' caches. Out: server-side applies, what has changed, and what could not be applied.
 */
@NullMarked
package io.instagramoperator.operator.child;

import org.jspecify.annotations.NullMarked;
