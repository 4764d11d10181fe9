/**
 * What the log says of trouble.
 * In: the records of all loggers. Out: the same, but for the stack traces of what has gone wrong between this process and the API server.
 */
@NullMarked
package io.instagramoperator.operator.logging;

import org.jspecify.annotations.NullMarked;
