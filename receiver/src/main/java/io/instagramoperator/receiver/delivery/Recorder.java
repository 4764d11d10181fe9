package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.EventLog;
import io.vertx.core.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Writes what becomes of events: all that has happened while the disk was busy goes in one write. Used by one event loop. */
final class Recorder {

    private static final Logger LOG = Logger.getLogger(Recorder.class);

    private final EventLog log;
    private final Context context;
    private final String subscription;
    private boolean busy;

    Recorder(EventLog log, Context context, String subscription) {
        this.log = log;
        this.context = context;
        this.subscription = subscription;
    }

    /** Something else to be written. */
    @FunctionalInterface
    interface Change {
        void run(Connection connection) throws SQLException;
    }

    boolean isBusy() {
        return busy;
    }

    /**
     * Writes what there is, unless it is busy. Calls when it is on the disk. If that fails it stays busy: what cannot be written must not
     * make room for more, and the log that cannot be written ends the process.
     */
    void record(List<Way> ways, Consumer<List<Way.Step>> then) {
        if (busy) {
            return;
        }
        List<Way.Step> steps =
                ways.stream().flatMap(way -> way.takeStep().stream()).toList();
        if (steps.isEmpty()) {
            return;
        }
        busy = true;
        write(
                connection -> {
                    for (Way.Step step : steps) {
                        step.write(connection);
                    }
                },
                () -> {
                    busy = false;
                    then.accept(steps);
                });
    }

    /** Writes something else. Calls when it is on the disk. */
    void write(Change change, Runnable then) {
        log.write(transaction -> {
                    change.run(transaction.connection());
                    return subscription;
                })
                .whenComplete((_, error) -> {
                    if (error == null) {
                        context.runOnContext(_ -> then.run());
                    } else {
                        LOG.errorf(error, "What became of events was not written subscription=%s", subscription);
                    }
                });
    }
}
