/**
 * What Meta thinks of the account, and making it so: the subscriptions of app and account, and the token.
 * In: the configuration and credentials in force, Meta's answers, when the last signed delivery came.
 * Out: calls that subscribe what lacks, or unsubscribe what is no longer wanted; a {@link Report}, with a {@link Problem} for what a person must do.
 */
@NullMarked
package io.instagramoperator.receiver.watch;

import org.jspecify.annotations.NullMarked;
