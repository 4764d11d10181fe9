/**
 * How people steer a resource: by its spec, and by annotations.
 * In: a resource. Out: what its annotations ask for, and whether a change of it starts a reconcile. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.steering;

import org.jspecify.annotations.NullMarked;
