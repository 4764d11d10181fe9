package io.instagramoperator.receiver.ledger;

import java.util.Arrays;

/** The content of a file; grows like one, with zeros between. */
final class Content {

    private byte[] bytes;
    private int length;

    Content(byte[] bytes) {
        this.bytes = bytes.clone();
        this.length = bytes.length;
    }

    int length() {
        return length;
    }

    void setLength(int wanted) {
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
        }
        if (wanted < length) {
            Arrays.fill(bytes, wanted, length, (byte) 0);
        }
        length = wanted;
    }

    void write(int offset, byte[] written) {
        setLength(Math.max(length, offset + written.length));
        System.arraycopy(written, 0, bytes, offset, written.length);
    }

    /** Takes from another what that one has in a range. */
    void take(Content other, int offset, int size) {
        int end = Math.min(offset + size, other.length);
        if (offset < end) {
            write(offset, Arrays.copyOfRange(other.bytes, offset, end));
        }
    }

    /** Whether a range is the same in another, and ends at the same place. */
    boolean isSame(Content other, int offset, int size) {
        int mine = Math.min(offset + size, Math.max(length, offset));
        int others = Math.min(offset + size, Math.max(other.length, offset));
        return mine == others && (mine == offset || Arrays.equals(bytes, offset, mine, other.bytes, offset, others));
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
