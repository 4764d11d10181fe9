package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Journal;
import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.SimulatorClock;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Sends updates to the apps they are due to. */
@Singleton
public class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);

    private static final Duration PAUSE_CHECK = Duration.ofSeconds(1);
    private static final String PAUSED =
            "webhooks are paused (misbehaviour webhooksPaused); it is sent when they go on";

    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Misbehaviour misbehaviour;
    private final Audience audience;
    private final Callback callback;
    private final Deliveries deliveries;
    private final Journal journal;
    private final Outages outages;
    private final SimulatorClock clock;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WebhookSender(
            Directory directory,
            Subscriptions subscriptions,
            Misbehaviour misbehaviour,
            Audience audience,
            Callback callback,
            Deliveries deliveries,
            Journal journal,
            Outages outages,
            SimulatorClock clock) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.misbehaviour = misbehaviour;
        this.audience = audience;
        this.callback = callback;
        this.deliveries = deliveries;
        this.outages = outages;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Sends updates of an account in one delivery, with others that are due for the same app.
     *
     * @param items at most {@value Lane#MAX_UPDATES}, of the same kind
     */
    public Dispatch send(Account account, Container container, List<? extends JsonNode> items) {
        journal.items(account.instagramId(), clock.instant(), items);
        return dispatch(updates(account, container, items));
    }

    /**
     * Sends updates of several accounts of an app in one delivery, in this order.
     *
     * @param updates at most {@value Lane#MAX_UPDATES}
     */
    public Dispatch sendTogether(List<WebhookUpdate> updates) {
        updates.forEach(update -> journal.items(update.instagramId(), clock.instant(), List.of(update.item())));
        return dispatch(updates);
    }

    private Dispatch dispatch(List<WebhookUpdate> updates) {
        Audience.Split split = audience.of(updates);
        if (split.byApp().isEmpty()) {
            return new Dispatch.NotSent(split.obstacles().getFirst());
        }
        List<CompletableFuture<Delivery>> firstAttempts = new ArrayList<>();
        split.byApp().forEach((appId, due) -> {
            CompletableFuture<Delivery> firstAttempt = new CompletableFuture<>();
            firstAttempts.add(firstAttempt);
            lane(appId).add(new Lane.Group(due, firstAttempt));
        });
        if (misbehaviour.areWebhooksPaused()) {
            return new Dispatch.Held(PAUSED);
        }
        split.byApp().keySet().forEach(appId -> threads.execute(() -> drain(appId, lane(appId))));
        return new Dispatch.Queued(firstAttempts);
    }

    private Lane lane(String appId) {
        return lanes.computeIfAbsent(appId, _ -> new Lane());
    }

    /** Sends updates that Meta never made, signed by somebody who does not know the secret: once, and on their own. */
    public Dispatch sendForged(Account account, Container container, List<? extends JsonNode> items) {
        Optional<AppSubscription> subscription = subscriptions.ofApp(account.appId());
        if (subscription.isEmpty()) {
            return new Dispatch.NotSent(Audience.appNotSubscribed(account.appId()));
        }
        Delivery delivery = newDelivery(account.appId(), updates(account, container, items));
        return new Dispatch.Queued(List.of(CompletableFuture.supplyAsync(
                () -> {
                    post(delivery, subscription.get(), WebhookSignatures.forgedHeaders(delivery.body()));
                    if (delivery.isPending()) {
                        delivery.abandon();
                        deliveries.changed(delivery);
                    }
                    return delivery;
                },
                threads)));
    }

    /** Sends what was held back while webhooks were paused. */
    public void resume() {
        lanes.forEach((appId, lane) -> threads.execute(() -> drain(appId, lane)));
    }

    private static List<WebhookUpdate> updates(Account account, Container container, List<? extends JsonNode> items) {
        return items.stream()
                .map(item -> new WebhookUpdate(account.instagramId(), container, item))
                .toList();
    }

    private void drain(String appId, Lane lane) {
        while (!misbehaviour.areWebhooksPaused()) {
            Optional<List<Lane.Group>> groups = lane.take();
            if (groups.isEmpty()) {
                return;
            }
            try {
                Delivery delivery = newDelivery(
                        appId,
                        groups.get().stream()
                                .flatMap(group -> group.updates().stream())
                                .toList());
                attempt(delivery);
                groups.get().forEach(group -> group.firstAttempt().complete(delivery));
            } catch (RuntimeException e) {
                LOG.errorf(e, "a delivery to app %s cannot be sent; the next one is", appId);
                groups.get().forEach(group -> group.firstAttempt().completeExceptionally(e));
            } finally {
                lane.done();
            }
        }
    }

    private Delivery newDelivery(String appId, List<WebhookUpdate> updates) {
        Instant now = clock.instant();
        byte[] body = WireFormat.encode(Envelope.of(updates, now));
        Delivery delivery = new Delivery(UUID.randomUUID().toString(), appId, updates, body, now);
        deliveries.add(delivery);
        return delivery;
    }

    private void attempt(Delivery delivery) {
        try {
            attemptOrAbandon(delivery);
        } catch (RuntimeException e) {
            delivery.abandon("it cannot be sent: " + e);
            throw e;
        }
    }

    private void attemptOrAbandon(Delivery delivery) {
        Optional<AppSubscription> subscription = subscriptions.ofApp(delivery.appId());
        if (subscription.isEmpty()) {
            delivery.abandon(Audience.appNotSubscribed(delivery.appId()));
            return;
        }
        int attempts = post(
                delivery,
                subscription.get(),
                WebhookSignatures.headers(directory.app(delivery.appId()).orElseThrow(), delivery.body()));
        if (delivery.isPending()) {
            Instant now = clock.instant();
            outages.failed(delivery.appId(), delivery.instagramIds(), now)
                    .forEach(instagramId -> unsubscribe(delivery.appId(), instagramId));
            RetrySchedule.pauseAfter(attempts, delivery.age(now))
                    .ifPresentOrElse(pause -> attemptAfter(pause, delivery), delivery::abandon);
        } else {
            outages.succeeded(delivery.appId(), delivery.instagramIds());
        }
    }

    private void unsubscribe(String appId, String instagramId) {
        LOG.warnf(
                "webhooks disabled: an hour of failures; account %s is not subscribed to app %s any more",
                instagramId, appId);
        directory.at(instagramId, appId).ifPresent(subscriptions::unsubscribeAccount);
    }

    private void attemptAfter(Duration pause, Delivery delivery) {
        clock.after(pause, () -> {
            if (misbehaviour.areWebhooksPaused()) {
                attemptAfter(PAUSE_CHECK, delivery);
            } else {
                attempt(delivery);
            }
        });
    }

    private int post(Delivery delivery, AppSubscription subscription, Map<String, String> signatures) {
        Map<String, String> headers = new HashMap<>(signatures);
        headers.put("Content-Type", "application/json");
        headers.put("Accept-Encoding", "deflate, gzip");
        headers.put("Facebook-API-Version", subscription.version());
        Instant at = clock.instant();
        int attempts = delivery.attempted(
                at, headers, callback.post(URI.create(subscription.callbackUrl()), headers, delivery.body()));
        deliveries.changed(delivery);
        LOG.info(delivery.report().summary());
        return attempts;
    }
}
