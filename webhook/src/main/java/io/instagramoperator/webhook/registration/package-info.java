/**
 * The app's subscription at Meta: what is wanted, what is there, and making it so. An app has one, whoever serves it.
 * In: the wanted callback and the app's credentials, Meta's answers.
 * Out: calls that subscribe what lacks, or unsubscribe what is ours; whether it is registered, and a {@link Problem} for what a person must do.
 */
@NullMarked
package io.instagramoperator.webhook.registration;

import org.jspecify.annotations.NullMarked;
