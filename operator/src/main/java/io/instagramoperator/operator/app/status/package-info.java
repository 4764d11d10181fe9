/**
 * What becomes of a situation in the status: one class per condition, chains of small checks, and when it is written.
 * In: all that was observed about an app at one moment. Out: the whole status, and whether a deleted app may go. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.app.status;

import org.jspecify.annotations.NullMarked;
