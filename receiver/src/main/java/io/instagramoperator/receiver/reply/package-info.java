/**
 * Replies of applications, sent by Meta's Send API in the order of acceptance within each conversation, and never twice.
 * In: Send API bodies, as applications post them; echoes, and conversations read back, which settle what no answer has settled.
 * Out: calls of the Send API; each reply's {@linkplain Reply.State state} with the event that tells it; echoes marked with the reply's id.
 */
@NullMarked
package io.instagramoperator.receiver.reply;

import org.jspecify.annotations.NullMarked;
