package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.util.Optional;

/** How this Meta is told to misbehave. */
@Singleton
public class Misbehaviour {

    /**
     * An error that the Graph API answers instead of doing what it is asked.
     *
     * @param status the HTTP status
     * @param subcode 0 is none
     * @param times how many calls get it; 0 is all
     * @param operation the edge it applies to, as it is called in the path, or "node" for reading a node; empty is all
     */
    public record GraphErrorScript(
            int status, int code, int subcode, String message, int times, Optional<String> operation) {}

    /**
     * What it is told.
     *
     * @param unavailable the Graph API answers nothing but 503 without a Graph error object
     * @param webhooksPaused no webhook goes out; those that are due wait
     */
    public record Orders(boolean unavailable, boolean webhooksPaused, Optional<GraphErrorScript> graphError) {

        /** To behave. */
        public static final Orders NONE = new Orders(false, false, Optional.empty());
    }

    private Orders orders = Orders.NONE;
    private int errorsGiven;

    /** Replaces all orders. */
    public synchronized void set(Orders newOrders) {
        orders = newOrders;
        errorsGiven = 0;
    }

    public synchronized boolean isUnavailable() {
        return orders.unavailable();
    }

    public synchronized boolean areWebhooksPaused() {
        return orders.webhooksPaused();
    }

    /** The error to answer to a call of this operation, which counts as given. */
    public synchronized Optional<GraphErrorScript> nextError(String operation) {
        Optional<GraphErrorScript> error = orders.graphError()
                .filter(script -> script.operation().map(operation::equals).orElse(true))
                .filter(script -> script.times() == 0 || errorsGiven < script.times());
        if (error.isPresent()) {
            errorsGiven++;
        }
        return error;
    }
}
