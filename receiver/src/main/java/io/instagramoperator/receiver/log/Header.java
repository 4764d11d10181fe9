package io.instagramoperator.receiver.log;

import java.util.Optional;

/**
 * What is known about a stored event without reading it.
 *
 * @param sequence its place in the order of acceptance
 * @param id see {@link Event}
 * @param event see {@link Event}
 * @param conversation see {@link Event}
 */
public record Header(long sequence, String id, String event, Optional<String> conversation) {}
