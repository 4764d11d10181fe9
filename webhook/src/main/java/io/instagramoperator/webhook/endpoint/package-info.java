/**
 * The public endpoint: the server that Meta calls, safe to be shown to anybody.
 * In: HTTP requests from anybody; what is served, and who takes deliveries.
 * Out: whole deliveries and the answer to each; to everything else a refusal that costs little.
 */
@NullMarked
package io.instagramoperator.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
