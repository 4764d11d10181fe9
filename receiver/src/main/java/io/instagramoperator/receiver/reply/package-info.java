/**
 * Replies of applications, sent by Meta's Send API in the order of acceptance within each conversation, and never twice.
 * In: Send API bodies, as applications post them.
 * Out: one call per reply, and its {@linkplain Reply.State state}, durable before anybody hears of it.
 */
@NullMarked
package io.instagramoperator.receiver.reply;

import org.jspecify.annotations.NullMarked;
