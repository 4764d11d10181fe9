/**
 * What is so: everything that the other stages know, in one document for the operator.
 * In: the configuration in force, how the receivers stand, what Meta said of the app.
 * Out: {@code GET /status} on the management port.
 */
@NullMarked
package io.instagramoperator.gateway.status;

import org.jspecify.annotations.NullMarked;
