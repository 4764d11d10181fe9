/**
 * The digest that identities are made of: of events, of what is told apart without being shown. In: bytes. Out: their SHA-256.
 */
@NullMarked
package io.instagramoperator.instagram.digest;

import org.jspecify.annotations.NullMarked;
