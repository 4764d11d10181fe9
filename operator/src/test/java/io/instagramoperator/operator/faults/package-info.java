/**
 * What goes wrong between the operator and the API server, done to the built operator in a process of its own, with the rights of its own
 * ServiceAccount. In: faults that a proxy between the two makes. Out: what the API server holds afterwards, what was asked, what the log says.
 */
@NullMarked
package io.instagramoperator.operator.faults;

import org.jspecify.annotations.NullMarked;
