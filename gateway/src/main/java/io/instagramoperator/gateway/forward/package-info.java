/**
 * Passes parts of deliveries on to the accounts' receivers, so that one that is slow or dead costs the others nothing.
 * In: a part with its account, the app's secrets, the time that is left.
 * Out: whether the receiver has stored it; and how each receiver stands.
 */
@NullMarked
package io.instagramoperator.gateway.forward;

import org.jspecify.annotations.NullMarked;
