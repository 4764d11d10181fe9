/**
 * The public endpoint: takes Meta's webhooks for all accounts of the app, and answers 200 only for what their receivers have.
 * In: HTTP requests from anybody.
 * Out: verified deliveries, split and passed on; to everything else a refusal that costs little.
 */
@NullMarked
package io.instagramoperator.gateway.webhook;

import org.jspecify.annotations.NullMarked;
