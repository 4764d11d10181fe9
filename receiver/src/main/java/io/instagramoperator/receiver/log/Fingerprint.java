package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the log remembers of an event's id for as long as it must recognise it: the first 128 bits of its SHA-256. Ordered as
 * its {@linkplain #bytes bytes} are in the database.
 */
record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

    static final int BYTES = 2 * Long.BYTES;

    static Fingerprint of(String id) {
        return read(ByteBuffer.wrap(sha256().digest(id.getBytes(StandardCharsets.UTF_8))));
    }

    /** Takes the next {@link #BYTES}. */
    static Fingerprint read(ByteBuffer from) {
        return new Fingerprint(from.getLong(), from.getLong());
    }

    void writeTo(ByteBuffer to) {
        to.putLong(high).putLong(low);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        writeTo(bytes);
        return bytes.array();
    }

    @Override
    public int compareTo(Fingerprint other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** All bits are equally good. */
    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
