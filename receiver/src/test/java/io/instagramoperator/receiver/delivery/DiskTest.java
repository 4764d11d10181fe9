package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.LoggedWarnings;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a subscription is told when the log cannot be read, and what whoever runs the receiver is told. */
class DiskTest {

    private final Vertx vertx = Vertx.vertx();
    private final EventLog log = new EventLog(new SimpleMeterRegistry(), Clock.systemUTC(), () -> {});
    private final Disk disk = new Disk(Runnable::run, vertx.getOrCreateContext());
    private final AtomicBoolean toldSo = new AtomicBoolean();
    private final LoggedWarnings warnings = new LoggedWarnings();

    @AfterEach
    void close() {
        warnings.close();
        log.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A read that was waiting for its turn when the receiver was told to stop. */
    @Test
    void makesNoFussOfALogThatIsClosed(@TempDir Path folder) {
        // Given
        log.use(folder, Duration.ofDays(1));
        log.close();

        // When
        read(log::bounds);

        // Then
        await().untilTrue(toldSo);
        assertThat(warnings.seen()).isEmpty();
    }

    @Test
    void reportsWhateverElseGoesWrong() {
        // When
        read(() -> {
            throw new IllegalStateException("the log cannot be read");
        });

        // Then
        await().untilTrue(toldSo);
        assertThat(warnings.seen()).hasSize(1);
    }

    private void read(Supplier<?> reading) {
        disk.read(
                reading,
                read -> {
                    throw new AssertionError("there is nothing to be read, but it read " + read);
                },
                () -> toldSo.set(true));
    }
}
