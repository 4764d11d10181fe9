/**
 * The consumers of {@code docs/consumers}, as a reader of the tutorial runs them: each is a process of its own, with the
 * official library of Standard Webhooks for its language.
 */
@NullMarked
package io.instagramoperator.receiver.consumers;

import org.jspecify.annotations.NullMarked;
