/**
 * Which accounts a gateway knows.
 * In: the routing tables that gateways were to have, and which of them their pods have in force. Out: whether all pods that may be sent an account's
 * webhooks pass them on, and a reconcile of the accounts that wait for it.
 */
@NullMarked
package io.instagramoperator.operator.routing;

import org.jspecify.annotations.NullMarked;
