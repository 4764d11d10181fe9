/**
 * What Prometheus gets to see of the operator. In: the framework's calls of {@code Metrics}, the requests of the Kubernetes client, the caches of
 * the controllers. Out: the metrics of docs/metrics.md. Only accounts and subscriptions that are there make series of their own.
 */
@NullMarked
package io.instagramoperator.operator.metrics;

import org.jspecify.annotations.NullMarked;
