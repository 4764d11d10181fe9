/**
 * Stored events in the form of CloudEvents 1.0, as every way out of the receiver gives them.
 * In: events as the log holds them.
 * Out: JSON, alone or in pages; headers and body for requests.
 */
@NullMarked
package io.instagramoperator.receiver.cloudevent;

import org.jspecify.annotations.NullMarked;
