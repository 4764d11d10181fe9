package io.instagramoperator.operator.faults;

import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts the operator again when it has ended, as the kubelet does, though with less patience: after 2 s. */
final class RestartingPod implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final List<OperatorProcess> processes = new CopyOnWriteArrayList<>();
    private final Supplier<OperatorProcess> start;
    private volatile boolean closed;

    RestartingPod(Supplier<OperatorProcess> start) {
        this.start = start;
        startNext();
    }

    private synchronized void startNext() {
        if (!closed) {
            OperatorProcess next = start.get();
            processes.add(next);
            var _ = next.onExit()
                    .thenRunAsync(
                            this::startNext,
                            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    OperatorProcess current() {
        return processes.getLast();
    }

    int restarts() {
        return processes.size() - 1;
    }

    /** What all of them have said. */
    List<String> log() {
        return processes.stream().flatMap(process -> process.log().stream()).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        processes.forEach(OperatorProcess::close);
    }
}
