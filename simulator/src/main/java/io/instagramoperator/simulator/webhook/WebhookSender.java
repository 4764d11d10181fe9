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

/** Sends updates to whom they are due. Only an account that is subscribed, to an app that is, has webhooks. */
@Singleton
public class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);

    private static final Duration PAUSE_CHECK = Duration.ofSeconds(1);
    private static final String PAUSED =
            "webhooks are paused (misbehaviour webhooksPaused); it is sent when they go on";
    private static final String LOST = "webhooks are lost (misbehaviour webhooksLost); it is never sent";

    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Misbehaviour misbehaviour;
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
            Callback callback,
            Deliveries deliveries,
            Journal journal,
            Outages outages,
            SimulatorClock clock) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.misbehaviour = misbehaviour;
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
        Optional<String> obstacle = obstacle(account, container, items.getFirst());
        if (obstacle.isPresent()) {
            return new Dispatch.NotSent(obstacle.get());
        }
        CompletableFuture<Delivery> firstAttempt = new CompletableFuture<>();
        Lane lane = lanes.computeIfAbsent(account.appId(), id -> new Lane());
        lane.add(new Lane.Group(updates(account, container, items), firstAttempt));
        if (misbehaviour.areWebhooksPaused()) {
            return new Dispatch.Held(PAUSED);
        }
        threads.execute(() -> drain(account.appId(), lane));
        return new Dispatch.Queued(firstAttempt);
    }

    /** Sends updates that Meta never made, signed by somebody who does not know the secret: once, and on their own. */
    public Dispatch sendForged(Account account, Container container, List<? extends JsonNode> items) {
        Optional<AppSubscription> subscription = subscriptions.ofApp(account.appId());
        if (subscription.isEmpty()) {
            return new Dispatch.NotSent(appNotSubscribed(account.appId()));
        }
        Delivery delivery = newDelivery(account.appId(), updates(account, container, items));
        return new Dispatch.Queued(CompletableFuture.supplyAsync(
                () -> {
                    post(delivery, subscription.get(), WebhookSignatures.forgedHeaders(delivery.body()));
                    if (delivery.isPending()) {
                        delivery.abandon();
                        deliveries.changed(delivery);
                    }
                    return delivery;
                },
                threads));
    }

    /** Sends what was held back while webhooks were paused. */
    public void resume() {
        lanes.forEach((appId, lane) -> threads.execute(() -> drain(appId, lane)));
    }

    private Optional<String> obstacle(Account account, Container container, JsonNode item) {
        if (misbehaviour.orders().webhooksLost()) {
            return Optional.of(LOST);
        }
        if (container != Container.CHANGES && !account.messageAccess()) {
            return Optional.of("the owner of account " + account.instagramId()
                    + " switched message access off: PATCH /control/accounts/" + account.instagramId()
                    + " with messageAccess true");
        }
        Optional<AppSubscription> ofApp = subscriptions.ofApp(account.appId());
        if (ofApp.isEmpty()) {
            return Optional.of(appNotSubscribed(account.appId()));
        }
        if (subscriptions.ofAccount(account).isEmpty()) {
            return Optional.of("account " + account.instagramId() + " is not subscribed: POST /{version}/"
                    + account.pageId().orElse(account.instagramId()) + "/subscribed_apps");
        }
        // Meta: an account that is subscribed to any field has notifications for all fields of the app.
        return WebhookField.of(container, item, account.login())
                .filter(field -> !ofApp.get().fields().contains(field))
                .map(field -> "app " + account.appId() + " is not subscribed to the field " + field);
    }

    private static String appNotSubscribed(String appId) {
        return "app " + appId + " has no webhook: POST /{version}/" + appId + "/subscriptions";
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
            List<WebhookUpdate> updates = groups.get().stream()
                    .flatMap(group -> group.updates().stream())
                    .toList();
            Delivery delivery = newDelivery(appId, updates);
            try {
                attempt(delivery);
            } finally {
                lane.done();
                groups.get().forEach(group -> group.firstAttempt().complete(delivery));
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
        Optional<AppSubscription> subscription = subscriptions.ofApp(delivery.appId());
        if (subscription.isEmpty()) {
            delivery.abandon(appNotSubscribed(delivery.appId()));
            return;
        }
        int attempts = post(
                delivery,
                subscription.get(),
                WebhookSignatures.headers(directory.app(delivery.appId()).orElseThrow(), delivery.body()));
        if (delivery.isPending()) {
            Instant now = clock.instant();
            outages.failed(delivery.instagramIds(), now).forEach(this::unsubscribe);
            RetrySchedule.pauseAfter(attempts, delivery.age(now))
                    .ifPresentOrElse(pause -> attemptAfter(pause, delivery), delivery::abandon);
        } else {
            outages.succeeded(delivery.instagramIds());
        }
    }

    private void unsubscribe(String instagramId) {
        LOG.warnf("webhooks disabled: an hour of failures; account %s is not subscribed any more", instagramId);
        directory.account(instagramId).ifPresent(subscriptions::unsubscribeAccount);
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
