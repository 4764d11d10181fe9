/**
 * What is so, for the operator, for Kubernetes and for Prometheus, on port 9000.
 * In: the state of all other parts.
 * Out: {@code /status}, {@code /health/…}, gauges; never a secret.
 */
@NullMarked
package io.instagramoperator.receiver.status;

import org.jspecify.annotations.NullMarked;
