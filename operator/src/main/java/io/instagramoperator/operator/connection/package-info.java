/**
 * The way to the API server, and whether news come over it.
 * In: the Kubernetes client of Quarkus. Out: the same client, whose watches are looked after: one over which nothing comes is opened again, and
 * the probes of Kubernetes are told of one that stays away.
 */
@NullMarked
package io.instagramoperator.operator.connection;

import org.jspecify.annotations.NullMarked;
