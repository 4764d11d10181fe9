package io.instagramoperator.instagram.graph;

import java.time.Duration;

/** Hears of every call when it is over: for metrics, and to keep within Meta's limits. */
@FunctionalInterface
public interface CallListener {

    /**
     * Called once per call, on the thread that made it.
     *
     * @param usage what the answer tells of Meta's limits
     * @param took from the first attempt to connect to the last byte, or to giving up
     */
    void completed(Operation operation, GraphResult<?> result, Usage usage, Duration took);
}
