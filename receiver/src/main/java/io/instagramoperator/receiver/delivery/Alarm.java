package io.instagramoperator.receiver.delivery;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Calls at the next time at which something is due. Used by one event loop. */
final class Alarm {

    private final Vertx vertx;
    private final Runnable call;
    private Instant setTo = Instant.MAX;

    Alarm(Vertx vertx, Runnable call) {
        this.vertx = vertx;
        this.call = call;
    }

    /** Calls then, and perhaps earlier, too. */
    void set(Instant due, Instant now) {
        if (setTo.isAfter(now) && !due.isBefore(setTo)) {
            return;
        }
        setTo = due;
        vertx.setTimer(Math.max(1, Duration.between(now, due).toMillis()), _ -> {
            setTo = Instant.MAX;
            call.run();
        });
    }
}
