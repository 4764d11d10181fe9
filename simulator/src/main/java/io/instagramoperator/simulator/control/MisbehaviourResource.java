package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.Misbehaviour.Orders;
import io.instagramoperator.simulator.state.Subscriptions;
import io.instagramoperator.simulator.webhook.WebhookSender;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** How to misbehave. A PUT replaces all orders; a DELETE ends them. */
@Path("/control/misbehaviour")
public class MisbehaviourResource {

    private final Misbehaviour misbehaviour;
    private final Subscriptions subscriptions;
    private final WebhookSender webhooks;

    MisbehaviourResource(Misbehaviour misbehaviour, Subscriptions subscriptions, WebhookSender webhooks) {
        this.misbehaviour = misbehaviour;
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
    }

    @PUT
    public void put(@Nullable MisbehaviourSpec body) {
        MisbehaviourSpec spec = Inputs.body(body);
        misbehaviour.set(spec.toOrders());
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
