/**
 * One operator at a time: of several replicas one leads, the others wait.
 * In: a Lease in the operator's own namespace. Out: the framework starts to reconcile when this process leads, and the process ends when it no
 * longer does.
 */
@NullMarked
package io.instagramoperator.operator.leader;

import org.jspecify.annotations.NullMarked;
