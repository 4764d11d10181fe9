/**
 * The durable, ordered record of an account's events; everything else is a cursor on it.
 * In: normalised events, and other writes that must be as durable as these.
 * Out: an acknowledgement after the disk has them, reads from a cursor on, a signal when there is something new.
 */
@NullMarked
package io.instagramoperator.receiver.log;

import org.jspecify.annotations.NullMarked;
