/**
 * Takes the body of a webhook delivery apart into its updates and shows their members in one tolerant form.
 * In: the verified bytes of a body.
 * Out: updates, each with the very bytes that Meta sent for it; what cannot be understood is an update too.
 */
@NullMarked
package io.instagramoperator.instagram.payload;

import org.jspecify.annotations.NullMarked;
