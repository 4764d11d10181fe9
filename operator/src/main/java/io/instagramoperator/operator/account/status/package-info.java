/**
 * What the status of an account says.
 * In: a {@link Situation}, all that was observed. Out: the conditions, each the verdict of a chain of small named checks, and the rest of
 * the status. Pure functions; time comes from a clock that is handed in.
 */
@NullMarked
package io.instagramoperator.operator.account.status;

import org.jspecify.annotations.NullMarked;
