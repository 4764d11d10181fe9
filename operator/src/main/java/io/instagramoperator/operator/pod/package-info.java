/**
 * The pods in which receivers and gateways run: what their templates have in common, and what keeps them from running.
 * In: what a resource says of its pods, pods as the kubelet reports them. Out: parts of a template, verdicts. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.pod;

import org.jspecify.annotations.NullMarked;
