/**
 * By which names and labels the objects of a resource are found.
 * In: the resource. Out: metadata. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.identity;

import org.jspecify.annotations.NullMarked;
