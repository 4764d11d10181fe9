package io.instagramoperator.operator.gatewayapi;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether HTTPRoutes can be made. Asks API discovery: a watch on CRDs would need a right in the whole cluster. As long as a resource waits
 * for the answer to become yes, it is asked again every few seconds; otherwise only now and then, and after a failure.
 *
 * @param <P> the resource that wants a route
 */
public final class GatewayApi<P extends HasMetadata> extends AbstractEventSource<Boolean, P>
        implements ResourceEventAware<P> {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayApi.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final Duration ASK_FOR_WAITING = Duration.ofSeconds(3);

    private final KubernetesClient client;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            // Without what the log has noted of the account that was first to wait.
            Thread.ofPlatform()
                    .daemon()
                    .name("gateway-api")
                    .inheritInheritableThreadLocals(false)
                    .factory());
    private final Set<ResourceID> waiting = new HashSet<>();
    private boolean present;
    private Instant askedAt = Instant.MIN;

    /** Nobody waits yet. */
    public GatewayApi(KubernetesClient client, Clock clock) {
        super(Boolean.class, "gateway-api");
        this.client = client;
        this.clock = clock;
    }

    /** The answer, at most {@link #ASK_AGAIN} old. */
    public synchronized boolean present() {
        if (askedAt.plus(ASK_AGAIN).isBefore(clock.instant())) {
            ask();
        }
        return present;
    }

    /** Makes the next answer a new one: something does not look like the last one. */
    public synchronized void doubt() {
        askedAt = Instant.MIN;
    }

    /** From now on the resource is reconciled as soon as the answer is yes. */
    public synchronized void await(ResourceID resource) {
        boolean first = waiting.isEmpty();
        if (waiting.add(resource) && first) {
            askLater();
        }
    }

    /** The resource waits no more. */
    public synchronized void forget(ResourceID resource) {
        waiting.remove(resource);
    }

    @Override
    public void onResourceDeleted(P resource) {
        forget(ResourceID.fromResource(resource));
    }

    @Override
    public Set<Boolean> getSecondaryResources(P primary) {
        return Set.of();
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }

    private void askLater() {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(this::askForWaiting, ASK_FOR_WAITING.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void askForWaiting() {
        answer().forEach(resource -> getEventHandler().handleEvent(new Event(resource)));
    }

    /** Those that have waited long enough. */
    private synchronized Set<ResourceID> answer() {
        if (waiting.isEmpty()) {
            return Set.of();
        }
        ask();
        if (!present) {
            askLater();
            return Set.of();
        }
        Set<ResourceID> served = Set.copyOf(waiting);
        waiting.clear();
        return served;
    }

    private void ask() {
        askedAt = clock.instant();
        try {
            boolean answer = creatable(client.getApiResources(HasMetadata.getApiVersion(HTTPRoute.class)));
            if (answer != present) {
                LOG.info("The Gateway API is {}", answer ? "there" : "not there any more");
            }
            present = answer;
        } catch (KubernetesClientException e) {
            LOG.warn("Could not ask whether the Gateway API is there, and go on as if it were {}", present, e);
        }
    }

    /** While its CRD is being deleted a kind is still listed, but without this verb. */
    private static boolean creatable(@Nullable APIResourceList resources) {
        return resources != null
                && resources.getResources().stream()
                        .filter(resource ->
                                HasMetadata.getPlural(HTTPRoute.class).equals(resource.getName()))
                        .map(APIResource::getVerbs)
                        .anyMatch(verbs -> verbs.contains("create"));
    }
}
