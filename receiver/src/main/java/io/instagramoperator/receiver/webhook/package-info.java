/**
 * The public endpoint: takes Meta's webhooks and answers 200 only for what is on the disk.
 * In: HTTP requests from anybody.
 * Out: verified updates, normalised and appended to the log; to everything else a refusal that costs little.
 */
@NullMarked
package io.instagramoperator.receiver.webhook;

import org.jspecify.annotations.NullMarked;
