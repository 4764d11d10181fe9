package io.instagramoperator.webhook.endpoint;

import java.util.ArrayDeque;
import java.util.Queue;

/** The memory that deliveries of one event loop may take which are arriving or being taken. Only used on the event loop. */
final class MemoryBudget {

    /** Of each, Vert.x has read some 100 kB before it stops. */
    private static final int MOST_WAITING = 16;

    private final long most;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long used;

    MemoryBudget(long mostBytes) {
        this.most = mostBytes;
    }

    private record Waiting(long bytes, Runnable taken) {}

    /** Takes some; false if there is not so much left. */
    boolean take(long bytes) {
        if (used + bytes > most) {
            return false;
        }
        used += bytes;
        return true;
    }

    /**
     * Takes some as soon as there is so much.
     *
     * @param taken called when it is taken, which may be at once; whoever needs it no longer then gives it back
     * @return false if there will never be so much, or too many wait
     */
    boolean takeInTurn(long bytes, Runnable taken) {
        if (bytes > most || waiting.size() >= MOST_WAITING) {
            return false;
        }
        waiting.add(new Waiting(bytes, taken));
        serveNext();
        return true;
    }

    void giveBack(long bytes) {
        used -= bytes;
        serveNext();
    }

    private void serveNext() {
        Waiting next = waiting.peek();
        while (next != null && take(next.bytes)) {
            waiting.remove();
            next.taken.run();
            next = waiting.peek();
        }
    }
}
