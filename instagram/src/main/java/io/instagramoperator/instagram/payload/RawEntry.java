package io.instagramoperator.instagram.payload;

import java.util.Optional;

/**
 * An entry of a delivery, found but not read. Meta makes one for each account, and sends several together.
 *
 * @param entry what it says of itself and of its envelope
 * @param object the value of {@code object} around it byte for byte; empty if there is none
 * @param raw the entry byte for byte as Meta sent it
 */
public record RawEntry(Entry entry, Optional<RawJson> object, RawJson raw) {}
