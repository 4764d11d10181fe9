package io.instagramoperator.webhook.endpoint;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What somebody who has not shown to be Meta may cost.
 *
 * @param idle for a request to begin. Longer than proxies keep a connection (nginx: 60 s)
 * @param header for the header of a request that has begun
 * @param body for a body to arrive. Meta's own deadline for the answer is 5 s
 * @param refused for the rest of a refused body. Closed at once, the sender would see a reset instead of the answer
 * @param answer for a delivery to be taken. Meta hears in time that it is to send it again, and if it is kept after all, it is
 *     known then
 * @param bodyBytes the largest body; far above any delivery of Meta: 1,000 updates of 2 kB
 * @param memoryBytes for all bodies that are arriving or being taken. A quarter of the heap: the rest is needed to take apart
 *     what has arrived; and no more than the log's reserve on the disk has room for
 * @param connections open at once. Beyond them, who has kept us waiting longest has to go
 */
public record Limits(
        Duration idle,
        Duration header,
        Duration body,
        Duration refused,
        Duration answer,
        int bodyBytes,
        long memoryBytes,
        int connections) {

    /** Idle connections of this number take about 20 MB. */
    private static final int MOST_CONNECTIONS = 4_000;

    private static final long MOST_MEMORY = 128L << 20;

    /** By the memory and the files that this process may have. */
    public static Limits ofThisProcess() {
        return new Limits(
                Duration.ofSeconds(75),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                8 << 20,
                Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / 4),
                (int) Math.min(MOST_CONNECTIONS, fileDescriptors() / 2));
    }

    /** The event loops that share the memory: each has room for two bodies at least, as far as one may have it. */
    public int loops() {
        long roomy = Math.max(1, memoryBytes / (2L * bodyBytes));
        return (int) Math.min(Runtime.getRuntime().availableProcessors(), roomy);
    }

    /** The other half is for what becomes of deliveries. */
    private static long fileDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
