/**
 * Brings back what Meta never delivered: notes when all was last well, and after an outage reads the conversations back.
 * In: what each round of watching has found; Meta's Conversations API.
 * Out: events of messages that are missing, with the ids that the webhook would have given them; how far the repair is.
 */
@NullMarked
package io.instagramoperator.receiver.gap;

import org.jspecify.annotations.NullMarked;
