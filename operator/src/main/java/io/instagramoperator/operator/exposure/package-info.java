/**
 * How far the way in from outside is: Ingress, HTTPRoute, or none.
 * In: what the resource asks for, and what controllers wrote into its Ingress or HTTPRoute. Out: whether that is in force. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.exposure;

import org.jspecify.annotations.NullMarked;
