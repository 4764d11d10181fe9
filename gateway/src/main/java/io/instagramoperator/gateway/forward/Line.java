package io.instagramoperator.gateway.forward;

import io.instagramoperator.gateway.split.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The parts that wait for one receiver. Whatever has come while requests are under way goes into the next one: under load many
 * deliveries share a request, as they share a commit of the receiver, and otherwise none waits for another. Safe for any number of
 * threads.
 */
final class Line {

    /** Waiting or under way. At 500 deliveries a second this is the backlog of one second, and less than the endpoint takes in from Meta. */
    static final int MOST_PARTS = 512;

    /** One that hangs does not keep the others. */
    static final int MOST_REQUESTS = 4;

    /** Up to 64 KiB a receiver reads on its event loops; with room for what is around the entries. */
    static final int MOST_BYTES = 60 * 1024;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int parts;
    private int requests;

    /** Takes a place at the end; returns whether there was one. Who gets one has to {@link #leave}. */
    synchronized boolean join(Waiting part) {
        if (parts == MOST_PARTS) {
            return false;
        }
        parts++;
        waiting.add(part);
        return true;
    }

    synchronized void leave() {
        parts--;
    }

    /** The parts of the next request, in the order in which they came; none if it is not time for one. Who gets some has to {@link #answered}. */
    synchronized List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        if (requests < MOST_REQUESTS) {
            int bytes = 0;
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting one = all.next();
                if (!one.hasEnded()) {
                    bytes += one.part().length();
                    if (!next.isEmpty()
                            && (bytes > MOST_BYTES || !isLike(next.getFirst().part(), one.part()))) {
                        break;
                    }
                    next.add(one);
                }
                all.remove();
            }
            requests += next.isEmpty() ? 0 : 1;
        }
        return next;
    }

    /** Waiting or under way. */
    synchronized int parts() {
        return parts;
    }

    synchronized void answered() {
        requests--;
    }

    private static boolean isLike(Part first, Part other) {
        return first.object().equals(other.object());
    }
}
