/**
 * Gives each update of Meta one form: the normalised event. Pure functions, without clock, network or store.
 * In: an update of a verified delivery, the account, the time of receipt.
 * Out: an event for the log, with a deterministic id and the JSON that applications get.
 */
@NullMarked
package io.instagramoperator.receiver.event;

import org.jspecify.annotations.NullMarked;
