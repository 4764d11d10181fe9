/**
 * Decides whether a webhook delivery was made by Meta, and signs as Meta does.
 * In: the raw bytes of a body, the values of the signature header, the secrets of the app.
 * Out: the secret that signed it, or the reason for refusing.
 */
@NullMarked
package io.instagramoperator.instagram.signature;

import org.jspecify.annotations.NullMarked;
