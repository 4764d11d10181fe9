/**
 * What receivers and gateways say about themselves at {@code :9000/status}.
 * In: the address of a pod and the configuration it should have. Out: an {@link io.instagramoperator.operator.report.Observation}, and an event when
 * it has changed. A report is untrusted input: it comes from a pod in somebody's namespace, so it is size-capped, time-boxed and checked.
 */
@NullMarked
package io.instagramoperator.operator.report;

import org.jspecify.annotations.NullMarked;
