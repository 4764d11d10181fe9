/**
 * The objects that an app's gateway is made of, and the routing table that it reads.
 * In: an app, the accounts that share it, the operator's settings. Out: the objects as they should be. Pure functions, with golden-file tests.
 */
@NullMarked
package io.instagramoperator.operator.app.desired;

import org.jspecify.annotations.NullMarked;
