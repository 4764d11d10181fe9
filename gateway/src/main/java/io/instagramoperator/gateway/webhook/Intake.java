package io.instagramoperator.gateway.webhook;

import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.gateway.forward.Result;
import io.instagramoperator.gateway.forward.Routes;
import io.instagramoperator.gateway.split.Plan;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.webhook.endpoint.Outcome;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happens to the body of a delivery: it is verified, split, and passed on to all receivers at once. */
final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    /** Meta gives up after 5 s, and the answer has a way to go. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** In less no receiver can be asked, and none is to blame. */
    private static final Duration TOO_LATE = Duration.ofMillis(100);

    /** The account of the tests that Meta's dashboard sends. */
    private static final String DASHBOARD = "0";

    /** What an event loop does itself, in well under a millisecond. */
    private static final int LARGE_BYTES = 64 * 1024;

    private final Forwarder forwarder;
    private final UnknownAccounts unknown;
    private final Counter unknownEntries;
    private final InstantSource clock;

    private final ExecutorService large = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("large-deliveries").daemon().factory());

    private final CompletableFuture<Void> firstDelivery = new CompletableFuture<>();
    private volatile @Nullable Instant lastDelivery;

    Intake(Forwarder forwarder, UnknownAccounts unknown, Counter unknownEntries, InstantSource clock) {
        this.forwarder = forwarder;
        this.unknown = unknown;
        this.unknownEntries = unknownEntries;
        this.clock = clock;
    }

    /** When the last verified delivery came, since this process was started. */
    Optional<Instant> lastDelivery() {
        return Optional.ofNullable(lastDelivery);
    }

    /** Done when the first verified delivery has come. */
    CompletionStage<Void> firstDelivery() {
        return firstDelivery.minimalCompletionStage();
    }

    /**
     * Takes a delivery.
     *
     * @param body not to be changed any more
     * @param signatures the values of the signature header
     * @param secrets the app secrets, at least one
     * @return {@link Outcome#ACCEPTED} only after every receiver has acknowledged its part
     */
    CompletionStage<Outcome> take(byte[] body, List<String> signatures, List<AppSecret> secrets) {
        long began = System.nanoTime();
        if (body.length <= LARGE_BYTES) {
            return verifyAndForward(body, signatures, secrets, began);
        }
        return CompletableFuture.supplyAsync(() -> verifyAndForward(body, signatures, secrets, began), large)
                .thenCompose(Function.identity());
    }

    private CompletionStage<Outcome> verifyAndForward(
            byte[] body, List<String> signatures, List<AppSecret> secrets, long began) {
        if (WebhookSignature.verify(signatures, body, secrets) instanceof Verdict.Refused refused) {
            LOG.debugf("Delivery refused signature=%s", refused);
            return CompletableFuture.completedFuture(Outcome.BAD_SIGNATURE);
        }
        lastDelivery = clock.instant();
        firstDelivery.complete(null);
        Routes routes = forwarder.routes();
        Duration left = DEADLINE.minusNanos(System.nanoTime() - began);
        if (!routes.areKnown() || left.compareTo(TOO_LATE) < 0) {
            return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
        }
        Plan plan = Plan.of(body, routes.accounts());
        note(plan);
        List<Future<Result>> results = plan.parts().stream()
                .map(part -> forwarder.forward(part, routes, secrets, left))
                .toList();
        return Future.join(results).map(Intake::outcome).toCompletionStage();
    }

    /** One part that is not stored, and Meta has to send all again: receivers know what they have. */
    private static Outcome outcome(CompositeFuture results) {
        return results.<Result>list().stream().allMatch(Result::isStored) ? Outcome.ACCEPTED : Outcome.UNAVAILABLE;
    }

    /** What no receiver gets is answered as if it was stored: to send it again would help nobody. */
    private void note(Plan plan) {
        for (String id : plan.unknown()) {
            if (!id.equals(DASHBOARD) && unknown.add(id)) {
                LOG.warnf(
                        "Deliveries for an account that is not in the routing table are dropped instagramId=%s;"
                                + " create an InstagramAccount with this id, or unsubscribe it from the app",
                        id);
            }
        }
        if (plan.unreadable() > 0) {
            LOG.warnf("Parts of a delivery that belong to no account are dropped count=%d", plan.unreadable());
        }
        unknownEntries.increment(plan.unknown().size() + plan.unreadable());
    }
}
