package io.instagramoperator.gateway.forward;

import io.instagramoperator.gateway.split.Part;
import io.instagramoperator.instagram.signature.AppSecret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/** A part until it is known what became of it. Safe for any number of threads. */
final class Waiting {

    private final Part part;
    private final List<AppSecret> secrets;
    private final long began = System.nanoTime();
    private final Duration within;
    private final Promise<Result> end = Promise.promise();
    private volatile boolean underWay;

    /** From now on, and for so long at most. */
    Waiting(Part part, List<AppSecret> secrets, Duration within) {
        this.part = part;
        this.secrets = secrets;
        this.within = within;
    }

    Part part() {
        return part;
    }

    List<AppSecret> secrets() {
        return secrets;
    }

    void setOff() {
        underWay = true;
    }

    /** Nobody waits any longer. */
    void giveUp() {
        end(Result.timedOut(
                underWay ? "it did not answer in time" : "it answered too slowly for all that waited for it"));
    }

    /** The first end counts. */
    void end(Result result) {
        end.tryComplete(result);
    }

    boolean hasEnded() {
        return end.future().isComplete();
    }

    /** Never fails. */
    Future<Result> result() {
        return end.future();
    }

    Duration left() {
        return within.minus(took());
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
