/**
 * Whether the cluster knows the Gateway API, which is no part of Kubernetes and may come and go.
 * In: API discovery, which everybody may read. Out: an answer, and an event for each resource that has waited for it.
 */
@NullMarked
package io.instagramoperator.operator.gatewayapi;

import org.jspecify.annotations.NullMarked;
