package io.instagramoperator.instagram.payload;

import java.time.Instant;
import java.util.Optional;

/**
 * What an update shares with those it came with.
 *
 * @param object {@code instagram} for all that this project is about; empty if missing
 * @param id the Instagram id of the account; {@code 0} in tests sent from Meta's dashboard; empty if missing
 * @param time when Meta sent the notification, which is not when the thing happened
 */
public record Entry(Optional<String> object, Optional<String> id, Optional<Instant> time) {}
