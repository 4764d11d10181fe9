package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How this Meta is told to misbehave. */
@Singleton
public class Misbehaviour {

    /**
     * Which calls of the Graph API are meant.
     *
     * @param operation the edge, as it is called in the path, or {@code node} or {@code conversation} for reading
     *     one; empty is all
     * @param method in lower case; empty is all
     * @param times how many calls; 0 is all
     */
    public record Scope(Optional<String> operation, Optional<String> method, int times) {

        boolean covers(String calledMethod, String calledOperation, int before) {
            return operation.map(calledOperation::equals).orElse(true)
                    && method.map(calledMethod::equals).orElse(true)
                    && (times == 0 || before < times);
        }
    }

    /**
     * An error that the Graph API answers instead of doing what it is asked.
     *
     * @param status the HTTP status
     * @param subcode 0 is none
     * @param isTransient whether the answer says that it will pass
     */
    public record GraphErrorScript(
            Scope scope, int status, String type, int code, int subcode, String message, boolean isTransient) {}

    /** What becomes of the echo webhook of a message that an account sends. */
    public enum Echo {
        /** It goes out at the time of the answer. */
        @JsonProperty("normal")
        NORMAL,
        /** It is delivered before the answer is given. */
        @JsonProperty("beforeAnswer")
        BEFORE_ANSWER,
        /** It goes out later. */
        @JsonProperty("delayed")
        DELAYED,
        /** It never goes out. */
        @JsonProperty("never")
        NEVER
    }

    /**
     * What the headers of answers tell of Meta's limits.
     *
     * @param appPercent empty is next to nothing
     * @param businessPercent empty for no such header
     * @param regainMinutes after which time calls are taken again
     */
    public record UsageScript(OptionalInt appPercent, OptionalInt businessPercent, int regainMinutes) {

        public static final UsageScript NONE = new UsageScript(OptionalInt.empty(), OptionalInt.empty(), 0);
    }

    /**
     * What it is told.
     *
     * @param unavailable the Graph API answers nothing but 503 without a Graph error object
     * @param webhooksPaused no webhook goes out; those that are due wait
     * @param webhooksLost what happens is in the conversations, and no webhook ever tells of it
     * @param latency how long each answer of the Graph API takes
     */
    public record Orders(
            boolean unavailable,
            boolean webhooksPaused,
            boolean webhooksLost,
            List<GraphErrorScript> graphErrors,
            Map<Fault, Scope> faults,
            Echo echo,
            Duration echoDelay,
            Duration latency,
            UsageScript usage) {

        /** To behave. */
        public static final Orders NONE = new Orders(
                false, false, false, List.of(), Map.of(), Echo.NORMAL, Duration.ZERO, Duration.ZERO, UsageScript.NONE);
    }

    private Orders orders = Orders.NONE;
    private final Map<Integer, Integer> errorsGiven = new HashMap<>();
    private final Map<Fault, Integer> faultsMade = new EnumMap<>(Fault.class);

    /** Replaces all orders. */
    public synchronized void set(Orders newOrders) {
        orders = newOrders;
        errorsGiven.clear();
        faultsMade.clear();
    }

    public synchronized Orders orders() {
        return orders;
    }

    public synchronized boolean areWebhooksPaused() {
        return orders.webhooksPaused();
    }

    /** The error to answer to a call, which counts as given. */
    public synchronized Optional<GraphErrorScript> nextError(String method, String operation) {
        for (int i = 0; i < orders.graphErrors().size(); i++) {
            GraphErrorScript script = orders.graphErrors().get(i);
            if (script.scope().covers(method, operation, errorsGiven.getOrDefault(i, 0))) {
                errorsGiven.merge(i, 1, Integer::sum);
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    /** Whether a call is to go wrong in this way, which counts as made. */
    public synchronized boolean isFaulty(Fault fault, String method, String operation) {
        boolean faulty = Optional.ofNullable(orders.faults().get(fault))
                .filter(scope -> scope.covers(method, operation, faultsMade.getOrDefault(fault, 0)))
                .isPresent();
        if (faulty) {
            faultsMade.merge(fault, 1, Integer::sum);
        }
        return faulty;
    }
}
