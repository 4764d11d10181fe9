package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.Misbehaviour.GraphErrorScript;
import io.instagramoperator.simulator.state.Misbehaviour.Orders;
import io.instagramoperator.simulator.state.Subscriptions;
import io.instagramoperator.simulator.webhook.WebhookSender;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How to misbehave. A PUT replaces all orders; a DELETE ends them. */
@Path("/control/misbehaviour")
public class MisbehaviourResource {

    private static final Set<String> OPERATIONS =
            Set.of("debug_token", "messages", "node", "subscribed_apps", "subscriptions");

    private final Misbehaviour misbehaviour;
    private final Subscriptions subscriptions;
    private final WebhookSender webhooks;

    MisbehaviourResource(Misbehaviour misbehaviour, Subscriptions subscriptions, WebhookSender webhooks) {
        this.misbehaviour = misbehaviour;
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
    }

    /**
     * All orders, each optional.
     *
     * @param dropSubscriptions unsubscribe all accounts now, once
     */
    record MisbehaviourSpec(
            boolean unavailable,
            boolean webhooksPaused,
            @Nullable GraphErrorSpec graphError,
            boolean dropSubscriptions) {}

    record GraphErrorSpec(
            int status,
            int code,
            int subcode,
            @Nullable String message,
            int times,
            @Nullable String operation) {

        GraphErrorScript toScript() {
            if (status != 0 && (status < 200 || status > 599)) {
                throw new InvalidInput("graphError.status: %d is not 200 to 599".formatted(status));
            }
            if (code < 1) {
                throw new InvalidInput("graphError.code: %d is not 1 or more".formatted(code));
            }
            if (times < 0) {
                throw new InvalidInput("graphError.times: %d is not 0 (always) or more".formatted(times));
            }
            if (operation != null && !OPERATIONS.contains(operation)) {
                throw new InvalidInput("graphError.operation: '%s' is none of %s"
                        .formatted(
                                operation,
                                String.join(", ", OPERATIONS.stream().sorted().toList())));
            }
            return new GraphErrorScript(
                    status == 0 ? 400 : status,
                    code,
                    subcode,
                    message == null ? "(#" + code + ") simulated error" : message,
                    times,
                    Optional.ofNullable(operation));
        }
    }

    @PUT
    public void put(@Nullable MisbehaviourSpec body) {
        MisbehaviourSpec spec = Inputs.body(body);
        misbehaviour.set(new Orders(
                spec.unavailable(),
                spec.webhooksPaused(),
                Optional.ofNullable(spec.graphError()).map(GraphErrorSpec::toScript)));
        if (spec.dropSubscriptions()) {
            subscriptions.unsubscribeAllAccounts();
        }
        webhooks.resume();
    }

    @DELETE
    public void delete() {
        misbehaviour.set(Orders.NONE);
        webhooks.resume();
    }
}
