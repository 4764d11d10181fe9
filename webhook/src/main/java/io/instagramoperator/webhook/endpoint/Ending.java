package io.instagramoperator.webhook.endpoint;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Whether the server is about to end, and whether it still owes answers. Safe for any number of threads. */
final class Ending {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Each delivery that is under way holds one. */
    private final Semaphore answered = new Semaphore(NO_LIMIT);

    private volatile boolean isNear;

    void isNear(boolean value) {
        isNear = value;
    }

    /** Whether an answer should be the last one of its connection. */
    boolean isNear() {
        return isNear;
    }

    void began() {
        answered.acquireUninterruptibly();
    }

    /** The answer was written, or there is nobody to take it. */
    void answered() {
        answered.release();
    }

    /** Waits until no answer is owed; false if that takes longer. */
    boolean await(Duration most) throws InterruptedException {
        boolean all = answered.tryAcquire(NO_LIMIT, most.toNanos(), TimeUnit.NANOSECONDS);
        if (all) {
            answered.release(NO_LIMIT);
        }
        return all;
    }
}
