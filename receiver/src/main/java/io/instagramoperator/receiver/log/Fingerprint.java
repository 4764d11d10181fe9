package io.instagramoperator.receiver.log;

import io.instagramoperator.instagram.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the log remembers of an event's id for as long as it must recognise it: the first 128 bits of its SHA-256. Ordered as
 * its {@linkplain #bytes bytes} are in the database.
 */
record Fingerprint(long high, long low) implements Comparable<Fingerprint> {

    static final int BYTES = 2 * Long.BYTES;

    static Fingerprint of(String id) {
        return read(ByteBuffer.wrap(Sha256.of(id.getBytes(StandardCharsets.UTF_8))));
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
}
