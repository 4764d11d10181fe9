package io.instagramoperator.webhook.endpoint;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A body that is arriving, in one array. Kept piece by piece, as it comes, a body of chunks of one byte would take a hundred times its length.
 * Only used on the event loop.
 */
final class KeptBody {

    private static final byte[] NOTHING = {};
    private static final int AHEAD = 4;

    private byte[] bytes = NOTHING;
    private int length;

    /** Makes room for all of a body whose length is known, and whose room is paid for. */
    void expect(int all) {
        bytes = new byte[all];
    }

    /**
     * How many more bytes of memory it takes to add a piece.
     *
     * @param piece length of the piece
     * @param most  the length that the body will have at most
     */
    int growth(int piece, int most) {
        return capacity(piece, most) - bytes.length;
    }

    /** Adds a piece, with as much more memory as {@link #growth} says. */
    void add(Buffer piece, int most) {
        int capacity = capacity(piece.length(), most);
        if (capacity > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
        piece.getBytes(bytes, length);
        length += piece.length();
    }

    /** All of it; it is not kept here any longer. */
    byte[] take() {
        byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        clear();
        return body;
    }

    void clear() {
        bytes = NOTHING;
        length = 0;
    }

    /** Each time several times as much as there is: a body of a hundred updates, whose length is declared, is then copied once. */
    private int capacity(int piece, int most) {
        int needed = length + piece;
        return needed <= bytes.length ? bytes.length : (int) Math.max(needed, Math.min((long) AHEAD * needed, most));
    }
}
