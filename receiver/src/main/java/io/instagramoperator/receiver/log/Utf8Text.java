package io.instagramoperator.receiver.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A text in the form in which the log stores it. It may hold a customer's words, so {@link #toString()} shows only how many bytes there
 * are.
 */
public final class Utf8Text {

    private final byte[] bytes;

    private Utf8Text(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Half a surrogate pair, which UTF-8 does not have, becomes a question mark. */
    public static Utf8Text of(String text) {
        return new Utf8Text(text.getBytes(UTF_8));
    }

    /** These bytes, which have to be UTF-8. The array is not copied: who hands it over must not change it any more. */
    public static Utf8Text ofBytes(byte[] utf8) {
        return new Utf8Text(utf8);
    }

    public String text() {
        return new String(bytes, UTF_8);
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8Text that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Utf8Text[" + length() + " bytes]";
    }
}
