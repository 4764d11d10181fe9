package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the log: right after the event with this sequence, or before all events with 0.
 *
 * @param sequence 0 or more
 */
public record Cursor(long sequence) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + Long.BYTES;
    private static final int LENGTH = BYTES * 4 / 3;

    /**
     * Reads the text that {@link #toString()} gave.
     *
     * @return empty if this is no such text
     */
    public static Optional<Cursor> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
            return Optional.empty();
        }
        long sequence = bytes.getLong();
        return sequence < 0 ? Optional.empty() : Optional.of(new Cursor(sequence));
    }

    /** A text for applications to keep. They are not to look inside: its form may change. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES).put(VERSION).putLong(sequence).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
