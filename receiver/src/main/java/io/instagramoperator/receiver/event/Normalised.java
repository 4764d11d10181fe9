package io.instagramoperator.receiver.event;

import io.instagramoperator.receiver.log.Event;
import java.util.Optional;

/**
 * An update in its one form.
 *
 * @param event to be appended to the log
 * @param unknown why the event is {@code unknown}; empty for every other event
 */
public record Normalised(Event event, Optional<UnknownReason> unknown) {}
