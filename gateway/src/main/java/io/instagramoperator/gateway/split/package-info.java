/**
 * Decides who gets what of a delivery.
 * In: the verified bytes of a body, and the routing table.
 * Out: for each account the bytes for its receiver, and the ids of those that are not in the table.
 */
@NullMarked
package io.instagramoperator.gateway.split;

import org.jspecify.annotations.NullMarked;
