package io.instagramoperator.operator.report;

import static java.util.function.Predicate.not;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.util.Collection;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the pods that it is told to follow, at once when the target changes and then at their {@link Pace}, and starts a reconcile when
 * an answer differs from the one before. Asking never blocks a thread, so a thousand unreachable pods delay nobody.
 *
 * <p>The framework's own polling source cannot be told to ask now, fetches in the reconcile thread, and stops for good on an exception.
 *
 * @param <P> the resource that the pods serve
 * @param <R> what they report
 */
public final class ReportPoller<P extends HasMetadata, R extends Report> extends AbstractEventSource<R, P>
        implements ResourceEventAware<P> {

    private final StatusClient<R> client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("report-poller").factory());
    private final Map<ResourceID, Set<Poll>> polls = new ConcurrentHashMap<>();
    private final List<Consumer<ResourceID>> listeners = new CopyOnWriteArrayList<>();

    /** A poller that follows nobody yet. */
    public ReportPoller(Class<R> report, StatusClient<R> client) {
        super(report, "reports");
        this.client = client;
    }

    /** Tells the listener, too, of each resource whose target or whose target's answer has changed. It must not block. */
    public void tell(Consumer<ResourceID> listener) {
        listeners.add(listener);
    }

    /** Keeps asking these targets, one for each pod, and no others, on behalf of the resource. Without a change of the targets nothing happens. */
    public void follow(ResourceID resource, Collection<Target> targets) {
        Set<Poll> before = of(resource);
        Set<Poll> now = replaced(resource, targets);
        if (!before.equals(now)) {
            listeners.forEach(listener -> listener.accept(resource));
        }
    }

    private Set<Poll> replaced(ResourceID resource, Collection<Target> targets) {
        return polls.compute(resource, (id, before) -> {
            Set<Poll> old = before == null ? Set.of() : before;
            Set<Poll> next =
                    targets.stream().map(target -> continued(id, target, old)).collect(Collectors.toUnmodifiableSet());
            old.stream().filter(not(next::contains)).forEach(Poll::stop);
            return next;
        });
    }

    private Poll continued(ResourceID resource, Target target, Set<Poll> old) {
        Optional<Poll> same =
                old.stream().filter(poll -> poll.target.equals(target)).findFirst();
        return same.orElseGet(() -> {
            Poll next = new Poll(
                    resource,
                    target,
                    old.stream()
                            .flatMap(poll -> poll.lastOf(target.podUid()).stream())
                            .findFirst()
                            .orElse(null));
            next.askAfter(Duration.ZERO);
            return next;
        });
    }

    /** Asks nobody any more on behalf of the resource, and forgets what was heard. */
    public void forget(ResourceID resource) {
        polls.computeIfPresent(resource, (_, old) -> {
            old.forEach(Poll::stop);
            return null;
        });
    }

    /** The newest answer of a pod, if it is followed now. */
    public Optional<Observation<R>> latest(ResourceID resource, String podUid) {
        return of(resource).stream()
                .flatMap(poll -> poll.lastOf(podUid).stream())
                .findFirst();
    }

    /** The targets that are followed now. */
    public Stream<Target> followed(ResourceID resource) {
        return of(resource).stream().map(poll -> poll.target);
    }

    /** The newest report, if the receiver works by the configuration with this version of a subscription. */
    public Optional<R> reportOn(Target.Version subscription, ResourceID resource) {
        return of(resource).stream()
                .filter(poll -> poll.target.subscriptions().contains(subscription))
                .flatMap(poll -> poll
                        .lastOf(poll.target.podUid())
                        .flatMap(Observation::heard)
                        .filter(report -> report.applied(poll.target.configHash()))
                        .stream())
                .findFirst();
    }

    private Set<Poll> of(ResourceID resource) {
        return polls.getOrDefault(resource, Set.of());
    }

    /** What is asked on behalf of a resource is not its, and is asked for in the reconcile. */
    @Override
    public Set<R> getSecondaryResources(P primary) {
        return Set.of();
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
        private volatile @Nullable Observation<R> last;
        private volatile boolean stopped;
        private volatile Future<?> pending = CompletableFuture.completedFuture(null);

        Poll(ResourceID resource, Target target, @Nullable Observation<R> last) {
            this.resource = resource;
            this.target = target;
            this.last = last;
        }

        Optional<Observation<R>> lastOf(String podUid) {
            return Optional.ofNullable(last)
                    .filter(observation -> observation.podUid().equals(podUid));
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

        private void answered(Observation<R> observation) {
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
