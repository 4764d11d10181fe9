package io.instagramoperator.operator.account.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.account.report.Observation.Reported;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the receivers that it is told to follow, at once when the target changes and then at their {@link Pace}, and starts a reconcile when
 * an answer differs from the one before. Asking never blocks a thread, so a thousand unreachable pods delay nobody.
 *
 * <p>The framework's own polling source cannot be told to ask now, fetches in the reconcile thread, and stops for good on an exception.
 *
 * @param <P> the resource that the receivers serve
 */
public final class ReportPoller<P extends HasMetadata> extends AbstractEventSource<Observation, P>
        implements ResourceEventAware<P> {

    private final StatusClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report-poller").factory());
    private final Map<ResourceID, Poll> polls = new ConcurrentHashMap<>();
    private final List<Consumer<ResourceID>> listeners = new CopyOnWriteArrayList<>();

    /** A poller that follows nobody yet. */
    public ReportPoller(StatusClient client) {
        super(Observation.class, "receiver-reports");
        this.client = client;
    }

    /** Tells the listener, too, of each resource whose target or whose target's answer has changed. It must not block. */
    public void tell(Consumer<ResourceID> listener) {
        listeners.add(listener);
    }

    /** Keeps asking this target, and no other, on behalf of the resource. Without a change of the target nothing happens. */
    public void follow(ResourceID resource, Target target) {
        Poll before = polls.get(resource);
        Poll now = replaced(resource, target);
        if (before != now) {
            listeners.forEach(listener -> listener.accept(resource));
        }
    }

    private Poll replaced(ResourceID resource, Target target) {
        return polls.compute(resource, (id, poll) -> {
            if (poll != null && poll.target.equals(target)) {
                return poll;
            }
            Poll next = new Poll(id, target, poll == null ? null : poll.lastOf(target.podUid()));
            if (poll != null) {
                poll.stop();
            }
            next.askAfter(Duration.ZERO);
            return next;
        });
    }

    /** Asks nobody any more on behalf of the resource, and forgets what was heard. */
    public void forget(ResourceID resource) {
        polls.computeIfPresent(resource, (_, poll) -> {
            poll.stop();
            return null;
        });
    }

    /** The newest answer of the target that is followed now. */
    public Optional<Observation> latest(ResourceID resource) {
        return Optional.ofNullable(polls.get(resource)).map(poll -> poll.last);
    }

    /** The target that is followed now. */
    public Optional<Target> followed(ResourceID resource) {
        return Optional.ofNullable(polls.get(resource)).map(poll -> poll.target);
    }

    /** The newest report, if the receiver works by the configuration with this version of a subscription. */
    public Optional<ReceiverReport> reportOn(Target.Version subscription, ResourceID resource) {
        return Optional.ofNullable(polls.get(resource))
                .filter(poll -> poll.target.subscriptions().contains(subscription))
                .flatMap(poll -> poll.last instanceof Reported reported
                                && reported.report().applied(poll.target.configHash())
                        ? Optional.of(reported.report())
                        : Optional.empty());
    }

    @Override
    public Set<Observation> getSecondaryResources(P primary) {
        return latest(ResourceID.fromResource(primary)).map(Set::of).orElse(Set.of());
    }

    @Override
    public void onResourceDeleted(P resource) {
        forget(ResourceID.fromResource(resource));
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }

    private final class Poll {

        private final ResourceID resource;
        private final Target target;
        private final long since = System.nanoTime();
        private volatile @Nullable Observation last;
        private volatile boolean stopped;
        private volatile Future<?> pending = CompletableFuture.completedFuture(null);

        Poll(ResourceID resource, Target target, @Nullable Observation last) {
            this.resource = resource;
            this.target = target;
            this.last = last;
        }

        @Nullable Observation lastOf(String podUid) {
            Observation observation = last;
            return observation != null && observation.podUid().equals(podUid) ? observation : null;
        }

        void askAfter(Duration delay) {
            if (!stopped && !timer.isShutdown()) {
                pending = timer.schedule(this::ask, delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        void stop() {
            stopped = true;
            pending.cancel(false);
        }

        private void ask() {
            var _ = client.ask(target).thenAccept(this::answered);
        }

        private void answered(Observation observation) {
            if (stopped) {
                return;
            }
            boolean news = !observation.equals(last);
            last = observation;
            askAfter(Pace.after(observation, target, Duration.ofNanos(System.nanoTime() - since))
                    .delay(ThreadLocalRandom.current().nextDouble()));
            if (news) {
                getEventHandler().handleEvent(new Event(resource));
                listeners.forEach(listener -> listener.accept(resource));
            }
        }
    }
}
