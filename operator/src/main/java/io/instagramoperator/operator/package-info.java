/**
 * The operator: reconciles the resources of group {@code instagram-operator.io}.
 * In: what platform teams apply. Out: the objects that run receivers, and a status that says how far they are.
 * One package per kind; the packages beside them hold what every kind needs.
 */
@NullMarked
package io.instagramoperator.operator;

import org.jspecify.annotations.NullMarked;
