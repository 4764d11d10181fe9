/**
 * Sends webhooks as Meta does: escaped, signed, several updates in one delivery, and again until they are taken.
 * In: updates of an account.
 * Out: POSTs to the app's callback, and how they went.
 */
@NullMarked
package io.instagramoperator.simulator.webhook;

import org.jspecify.annotations.NullMarked;
