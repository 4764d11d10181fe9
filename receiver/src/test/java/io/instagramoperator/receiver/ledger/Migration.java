package io.instagramoperator.receiver.ledger;

import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;

/** A process that opens a log and ends. */
final class Migration {

    private Migration() {}

    /** Argument: the log's folder. */
    public static void main(String[] arguments) {
        EventLog log = new EventLog(new SimpleMeterRegistry());
        log.use(Path.of(arguments[0]), Duration.ofDays(7));
        log.problem().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        log.close();
    }
}
