/**
 * The product on a real node, used as its users do: kubectl for the platform team, HTTP for the application team.
 * In: a cluster with the operator and the simulator installed, named by TEST_CLUSTER_KUBECONFIG (dev/test sees to it).
 * Out: what kubectl prints, what conditions say, which events and replies arrive.
 */
@NullMarked
package io.instagramoperator.e2e;

import org.jspecify.annotations.NullMarked;
