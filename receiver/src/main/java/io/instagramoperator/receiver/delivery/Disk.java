package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.log.LogUnavailableException;
import io.vertx.core.Context;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Reads on a thread that may wait, and hands what was read to the event loop of a subscription. */
record Disk(Executor threads, Context context) {

    private static final Logger LOG = Logger.getLogger(Disk.class);

    /** Calls one of the two on the event loop. */
    <T> void read(Supplier<T> reading, Consumer<T> then, Runnable otherwise) {
        threads.execute(() -> {
            try {
                T read = reading.get();
                context.runOnContext(_ -> then.accept(read));
            } catch (RuntimeException | Error e) {
                if (e instanceof LogUnavailableException unavailable && unavailable.state() == LogState.CLOSED) {
                    LOG.debug("The log is not open; a subscription reads nothing of it now");
                } else {
                    LOG.errorf(e, "A subscription cannot read the log; it tries again");
                }
                context.runOnContext(_ -> otherwise.run());
            }
        });
    }
}
