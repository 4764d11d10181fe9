package io.instagramoperator.receiver.api;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads on which applications read the log. They are fewer than the log has connections for reading: however many
 * applications read, they take turns, and one connection is left for the receiver itself.
 */
@Singleton
public class DiskThreads implements Executor {

    private static final int THREADS = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("api-read-", 1).daemon().factory());

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
    }
}
