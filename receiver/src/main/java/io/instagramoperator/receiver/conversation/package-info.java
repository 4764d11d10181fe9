/**
 * Until when a customer can be answered.
 * In: the events of the log, when somebody asks.
 * Out: a {@link io.instagramoperator.receiver.conversation.ReplyWindow}.
 */
@NullMarked
package io.instagramoperator.receiver.conversation;

import org.jspecify.annotations.NullMarked;
