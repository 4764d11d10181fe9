package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Fault;
import io.instagramoperator.simulator.state.Misbehaviour.Echo;
import io.instagramoperator.simulator.state.Misbehaviour.GraphErrorScript;
import io.instagramoperator.simulator.state.Misbehaviour.Orders;
import io.instagramoperator.simulator.state.Misbehaviour.Scope;
import io.instagramoperator.simulator.state.Misbehaviour.UsageScript;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Orders to misbehave, each optional.
 *
 * @param graphError short for one of {@code graphErrors}; of several that fit a call the first one is answered
 * @param echoDelay of echo {@code delayed}
 * @param dropSubscriptions unsubscribe all accounts now, once
 */
record MisbehaviourSpec(
        boolean unavailable,
        boolean webhooksPaused,
        boolean webhooksLost,
        @Nullable GraphErrorSpec graphError,
        @Nullable List<GraphErrorSpec> graphErrors,
        @Nullable ScopeSpec timeOutAfterActing,
        @Nullable ScopeSpec dropBeforeActing,
        @Nullable ScopeSpec cutAfterActing,
        @Nullable ScopeSpec htmlErrorAfterActing,
        @Nullable ScopeSpec noMessageId,
        @Nullable Echo echo,
        @Nullable Duration echoDelay,
        @Nullable Duration latency,
        @Nullable UsageSpec usage,
        boolean dropSubscriptions) {

    private static final Set<String> OPERATIONS = Set.of(
            "conversation",
            "conversations",
            "debug_token",
            "message_attachments",
            "messages",
            "node",
            "refresh_access_token",
            "subscribed_apps",
            "subscriptions");

    private static final Set<String> METHODS = Set.of("get", "post", "delete");

    /** Which calls go wrong: all, if it says nothing. */
    record ScopeSpec(@Nullable String operation, @Nullable String method, int times) {

        Scope toScope(String name) {
            if (times < 0) {
                throw new InvalidInput("%s.times: %d is not 0 (always) or more".formatted(name, times));
            }
            if (operation != null && !OPERATIONS.contains(operation)) {
                throw new InvalidInput(
                        "%s.operation: '%s' is none of %s".formatted(name, operation, sorted(OPERATIONS)));
            }
            Optional<String> called = Optional.ofNullable(method).map(value -> value.toLowerCase(Locale.ROOT));
            if (called.isPresent() && !METHODS.contains(called.get())) {
                throw new InvalidInput("%s.method: '%s' is none of GET, POST, DELETE".formatted(name, method));
            }
            return new Scope(Optional.ofNullable(operation), called, times);
        }
    }

    record GraphErrorSpec(
            int status,
            @Nullable String type,
            int code,
            int subcode,
            @Nullable String message,
            boolean isTransient,
            int times,
            @Nullable String operation,
            @Nullable String method) {

        GraphErrorScript toScript(String name) {
            if (status != 0 && (status < 200 || status > 599)) {
                throw new InvalidInput("%s.status: %d is not 200 to 599".formatted(name, status));
            }
            if (code < 1) {
                throw new InvalidInput("%s.code: %d is not 1 or more".formatted(name, code));
            }
            return new GraphErrorScript(
                    new ScopeSpec(operation, method, times).toScope(name),
                    status == 0 ? 400 : status,
                    type == null ? "OAuthException" : type,
                    code,
                    subcode,
                    message == null ? "(#" + code + ") simulated error" : message,
                    isTransient);
        }
    }

    /**
     * What the headers tell of Meta's limits.
     *
     * @param appPercent of {@code X-App-Usage}
     * @param businessPercent of {@code X-Business-Use-Case-Usage}, which is not there if this is missing
     */
    record UsageSpec(@Nullable Integer appPercent, @Nullable Integer businessPercent, int regainMinutes) {

        UsageScript toScript() {
            return new UsageScript(
                    percent("usage.appPercent", appPercent),
                    percent("usage.businessPercent", businessPercent),
                    Math.max(0, regainMinutes));
        }

        private static OptionalInt percent(String field, @Nullable Integer value) {
            if (value != null && (value < 0 || value > 1_000)) {
                throw new InvalidInput("%s: %d is not 0 to 1000 percent".formatted(field, value));
            }
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }

    Orders toOrders() {
        return new Orders(
                unavailable,
                webhooksPaused,
                webhooksLost,
                errors(),
                faults(),
                echo == null ? Echo.NORMAL : echo,
                Inputs.duration("echoDelay", echoDelay),
                Inputs.duration("latency", latency),
                usage == null ? UsageScript.NONE : usage.toScript());
    }

    private List<GraphErrorScript> errors() {
        Stream<GraphErrorScript> single = Stream.ofNullable(graphError).map(spec -> spec.toScript("graphError"));
        List<GraphErrorSpec> several = graphErrors == null ? List.of() : graphErrors;
        return Stream.concat(single, IntStream.range(0, several.size()).mapToObj(i -> several.get(i)
                        .toScript("graphErrors[" + i + "]")))
                .toList();
    }

    private Map<Fault, Scope> faults() {
        Map<Fault, Scope> faults = new EnumMap<>(Fault.class);
        put(faults, Fault.TIME_OUT_AFTER_ACTING, "timeOutAfterActing", timeOutAfterActing);
        put(faults, Fault.DROP_BEFORE_ACTING, "dropBeforeActing", dropBeforeActing);
        put(faults, Fault.CUT_AFTER_ACTING, "cutAfterActing", cutAfterActing);
        put(faults, Fault.HTML_ERROR_AFTER_ACTING, "htmlErrorAfterActing", htmlErrorAfterActing);
        put(faults, Fault.NO_MESSAGE_ID, "noMessageId", noMessageId);
        return faults;
    }

    private static void put(Map<Fault, Scope> faults, Fault fault, String name, @Nullable ScopeSpec spec) {
        if (spec != null) {
            faults.put(fault, spec.toScope(name));
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
