package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.SimulatorClock;
import io.instagramoperator.simulator.webhook.Dispatch;
import io.instagramoperator.simulator.webhook.WebhookSender;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends the webhooks of what accounts send, when they are due or when Meta is told to. */
@Singleton
class Echoes {

    /** Longer than an attempt takes. */
    private static final long PATIENCE_SECONDS = 12;

    private final Misbehaviour misbehaviour;
    private final WebhookSender webhooks;
    private final SimulatorClock clock;

    Echoes(Misbehaviour misbehaviour, WebhookSender webhooks, SimulatorClock clock) {
        this.misbehaviour = misbehaviour;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    void send(Account account, JsonNode echo) {
        Misbehaviour.Orders orders = misbehaviour.orders();
        switch (orders.echo()) {
            case NORMAL -> dispatch(account, echo);
            case NEVER -> {}
            case DELAYED -> clock.after(orders.echoDelay(), () -> dispatch(account, echo));
            case BEFORE_ANSWER -> {
                if (dispatch(account, echo) instanceof Dispatch.Queued queued) {
                    await(queued);
                }
            }
        }
    }

    private Dispatch dispatch(Account account, JsonNode echo) {
        return webhooks.send(account, Container.MESSAGING, List.of(echo));
    }

    /** However the attempt ends, the answer is given after it. */
    private static void await(Dispatch.Queued queued) {
        queued.all()
                .thenAccept(_ -> {})
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
