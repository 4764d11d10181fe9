/**
 * Keeps the app's subscription at Meta as it is wanted, for all accounts of the app.
 * In: the configuration in force, Meta's answers.
 * Out: calls that subscribe what lacks, or unsubscribe what is ours; a report of what Meta has.
 */
@NullMarked
package io.instagramoperator.gateway.registration;

import org.jspecify.annotations.NullMarked;
