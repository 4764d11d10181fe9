package io.instagramoperator.instagram.payload;

import java.util.Arrays;

/**
 * Bytes exactly as Meta sent them. They may hold a customer's words, so {@link #toString()} shows only how many there
 * are.
 */
public final class RawJson {

    private final byte[] body;
    private final int from;
    private final int to;

    /** The bytes of {@code body} from {@code from} (inclusive) to {@code to} (exclusive). The array is not copied. */
    RawJson(byte[] body, int from, int to) {
        this.body = body;
        this.from = from;
        this.to = to;
    }

    /** All of these bytes. The array is not copied: who hands it over must not change it any more. */
    public static RawJson of(byte[] bytes) {
        return new RawJson(bytes, 0, bytes.length);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(body, from, to);
    }

    /** Number of bytes. */
    public int length() {
        return to - from;
    }

    byte[] body() {
        return body;
    }

    int from() {
        return from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(body, from, to, that.body, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return "RawJson[" + length() + " bytes]";
    }
}
