/**
 * What the kinds have in common about pods.
 * In: how a user wants a pod to be run. Out: the same, typed, and how many pods there are.
 * What runs in them is the business of the kinds.
 */
@NullMarked
package io.instagramoperator.crds.pod;

import org.jspecify.annotations.NullMarked;
