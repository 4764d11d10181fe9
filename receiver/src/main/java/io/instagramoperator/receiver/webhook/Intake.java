package io.instagramoperator.receiver.webhook;

import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.event.Normalised;
import io.instagramoperator.receiver.event.Normaliser;
import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Header;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.webhook.endpoint.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happens to the body of a delivery: it is verified, taken apart, normalised and appended to the log. */
final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    /** What an event loop does itself, in well under a millisecond. */
    private static final int LARGE_BYTES = 64 * 1024;

    private final EventLog log;
    private final Function<List<Event>, CompletionStage<Appended>> appender;
    private final EventCounts counts;
    private final Clock clock;
    private final Function<byte[], List<Update>> reader;

    /** One thread, so that only one large delivery at a time is in memory as a tree of many times its size. */
    private final ExecutorService large = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("large-deliveries").daemon().factory());

    private volatile @Nullable Instant lastDelivery;

    /**
     * Stores in a log.
     *
     * @param appender to which the events go
     * @param reader takes a verified body apart
     */
    Intake(
            EventLog log,
            Function<List<Event>, CompletionStage<Appended>> appender,
            EventCounts counts,
            Clock clock,
            Function<byte[], List<Update>> reader) {
        this.log = log;
        this.appender = appender;
        this.counts = counts;
        this.clock = clock;
        this.reader = reader;
    }

    /** When the last verified delivery came, since this process was started. */
    @Nullable Instant lastDelivery() {
        return lastDelivery;
    }

    /**
     * Takes a delivery.
     *
     * @param body not to be changed any more
     * @param signatures the values of the signature header
     * @param keys what it may be signed with, at least one
     * @param account the Instagram id
     * @return {@link Outcome#ACCEPTED} only after the disk has it
     */
    CompletionStage<Outcome> take(byte[] body, List<String> signatures, List<AppSecret> keys, String account) {
        if (body.length <= LARGE_BYTES) {
            return verifyAndStore(body, signatures, keys, account);
        }
        return CompletableFuture.supplyAsync(() -> verifyAndStore(body, signatures, keys, account), large)
                .thenCompose(Function.identity());
    }

    private CompletionStage<Outcome> verifyAndStore(
            byte[] body, List<String> signatures, List<AppSecret> keys, String account) {
        if (WebhookSignature.verify(signatures, body, keys) instanceof Verdict.Refused refused) {
            LOG.debugf("Delivery refused signature=%s", refused);
            return CompletableFuture.completedFuture(Outcome.BAD_SIGNATURE);
        }
        Instant now = clock.instant();
        lastDelivery = now;
        if (log.state() != LogState.OPEN) {
            // Spares the work; what passes here while the disk fills up is refused by the log itself.
            return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
        }
        List<Normalised> normalised = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Update update : reader.apply(body)) {
            Normaliser.normalise(update, account, now).ifPresent(one -> {
                normalised.add(one);
                events.add(one.event());
            });
        }
        return appender.apply(events)
                .thenApply(appended -> {
                    LOG.tracef("Delivery stored events=%d duplicates=%d", events.size(), appended.duplicates());
                    count(normalised, appended);
                    return Outcome.ACCEPTED;
                })
                .exceptionally(error -> {
                    LOG.warnf("Delivery not stored problem=%s", error.getMessage());
                    return Outcome.UNAVAILABLE;
                });
    }

    private void count(List<Normalised> events, Appended appended) {
        counts.duplicates(appended.duplicates());
        if (events.stream().allMatch(event -> event.unknown().isEmpty())) {
            return;
        }
        Set<String> stored = appended.stored().stream().map(Header::id).collect(Collectors.toCollection(HashSet::new));
        for (Normalised event : events) {
            if (stored.remove(event.event().id())) {
                event.unknown().ifPresent(counts::unknown);
            }
        }
    }
}
