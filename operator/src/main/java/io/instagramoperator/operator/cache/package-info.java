/**
 * What the informers keep in memory of each object.
 * In: objects as the API server sends them. Out: the same, with what is equal in many of them kept once.
 */
@NullMarked
package io.instagramoperator.operator.cache;

import org.jspecify.annotations.NullMarked;
