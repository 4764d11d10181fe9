package io.instagramoperator.receiver.log;

import java.util.ArrayList;
import java.util.List;

/** What the thread that writes hands to the one that tells who waits. It never waits, and what has not been taken is bounded. */
final class News {

    /** About 2 MB. What comes on top is not looked at one by one: all who wait are told, and see for themselves. */
    private static final int MOST_HEADERS = 10_000;

    private Batch pending = new Batch();

    synchronized void put(List<Header> headers) {
        pending.add(headers);
        notifyAll();
    }

    /** Waits until there is something. */
    synchronized Batch take() throws InterruptedException {
        while (pending.last == 0) {
            wait();
        }
        Batch taken = pending;
        pending = new Batch();
        return taken;
    }

    /** The commits since the last time. */
    static final class Batch {

        private final List<Header> headers = new ArrayList<>();
        private boolean complete = true;
        private long last;

        private void add(List<Header> more) {
            complete = complete && headers.size() + more.size() <= MOST_HEADERS;
            if (complete) {
                headers.addAll(more);
            } else {
                headers.clear();
            }
            last = more.getLast().sequence();
        }

        /** Up to which sequence there may be events that a filter lets through; 0 if there are none. */
        long lastFor(Filter filter) {
            if (!complete) {
                return last;
            }
            for (Header header : headers.reversed()) {
                if (filter.matches(header)) {
                    return header.sequence();
                }
            }
            return 0;
        }
    }
}
