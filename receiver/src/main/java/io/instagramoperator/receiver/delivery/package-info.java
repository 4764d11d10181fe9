/**
 * Events go to the applications that have ordered them: each subscription is a cursor on the log.
 * In: the log from a sequence on, the subscriptions of the configuration, wishes to retry and to replay.
 * Out: requests to sinks, in order within a conversation; on the disk, how far each subscription is; dead letters.
 */
@NullMarked
package io.instagramoperator.receiver.delivery;

import org.jspecify.annotations.NullMarked;
