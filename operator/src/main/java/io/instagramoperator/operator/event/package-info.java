/**
 * Kubernetes Events. In: a change of conditions or of children, and the object that it is about. Out: Events as {@code kubectl describe} shows
 * them, the same reason on the same object being one Event with a growing count.
 */
@NullMarked
package io.instagramoperator.operator.event;

import org.jspecify.annotations.NullMarked;
