/**
 * The chat page: a person plays the customers of an account in the browser, and sees what the account gets and does.
 * In: HTTP calls to {@code /chat/api/…} from the page under {@code /chat/}.
 * Out: webhooks of what the customer did; conversations and deliveries as the page shows them, and a stream of changes.
 */
@NullMarked
package io.instagramoperator.simulator.chat;

import org.jspecify.annotations.NullMarked;
