/**
 * The gateway: one Meta app in one process, for many accounts.
 * In: webhooks from Meta, a configuration file with the routing table.
 * Out: each account's part of a delivery, signed for its receiver; the app's subscription at Meta; the status.
 */
@NullMarked
package io.instagramoperator.gateway;

import org.jspecify.annotations.NullMarked;
