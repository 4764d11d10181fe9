package io.instagramoperator.receiver.webhook;

import java.time.Duration;

/**
 * What somebody who has not shown to be Meta may cost.
 *
 * @param header for a request to begin and its header to be complete. Longer than proxies keep a connection (nginx: 60 s)
 * @param body for a body to arrive. Meta's own deadline for the answer is 5 s
 * @param refused for the rest of a refused body. Closed at once, the sender would see a reset instead of the answer
 * @param bodyBytes the largest body; far above any delivery of Meta: 1,000 updates of 2 kB
 * @param memoryBytes for all bodies that are arriving or being stored. A quarter of the heap: the rest is needed to take apart
 *     what has arrived
 */
record Limits(Duration header, Duration body, Duration refused, int bodyBytes, long memoryBytes) {

    static Limits ofThisProcess() {
        return new Limits(
                Duration.ofSeconds(75),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                8 << 20,
                Runtime.getRuntime().maxMemory() / 4);
    }
}
