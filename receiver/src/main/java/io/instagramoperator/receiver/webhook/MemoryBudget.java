package io.instagramoperator.receiver.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that deliveries may take which are arriving or being stored. */
final class MemoryBudget {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long mostBytes) {
        this.most = mostBytes;
    }

    /** Takes some; false if there is not so much left. */
    boolean take(int bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }
}
