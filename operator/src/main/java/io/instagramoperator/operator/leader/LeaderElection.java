package io.instagramoperator.operator.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by the Lease {@value #LEASE}.
 *
 * <p>The framework's own way of stopping calls {@code System.exit} inside the shutdown hook, which hangs until SIGKILL, and keeps the Lease, so
 * that a successor waits for it to run out. Here the Lease is given back and the process ends by itself. Nor does it stop in time when the API
 * server does not answer: see {@link Leadership}.
 */
@Singleton
public class LeaderElection {

    static final String LEASE = "instagram-operator";

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);

    /** Each renewal is two requests. client-go's 2 s would be one a second, the whole of what an operator at rest may ask for. */
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(3);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final String namespace;
    private final String identity;
    private volatile boolean leads;

    /** Leadership among the operators of this one's namespace. */
    public LeaderElection(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
        String own = client.getConfiguration().getNamespace();
        this.namespace = own == null ? "default" : own;
        this.identity = System.getenv().getOrDefault("HOSTNAME", "operator") + "-" + UUID.randomUUID();
    }

    /** Its presence switches leader election on. Tests run one operator and have none. */
    @Produces
    @Singleton
    @IfBuildProfile("prod")
    @SuppressWarnings("deprecation") // The builder cannot set exitOnStopLeading.
    LeaderElectionConfiguration configuration() {
        var _ = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("leadership").factory())
                .scheduleWithFixedDelay(this::endIfRunOut, 1, 1, TimeUnit.SECONDS);
        return new LeaderElectionConfiguration(
                LEASE,
                namespace,
                LEASE_DURATION,
                Leadership.RENEW_DEADLINE,
                RETRY_PERIOD,
                identity,
                new LeaderCallbacks(() -> leads = true, this::stoppedLeading, leader -> {}),
                false);
    }

    /** Whether this operator is the one that works. */
    public boolean leads() {
        return leads;
    }

    /** At once: an orderly end would ask the API server, which does not answer. */
    private void endIfRunOut() {
        if (leadership.hasRunOut()) {
            LOG.error(
                    "Lease {}/{} could not be renewed for {} s: ends, so that another operator can lead",
                    namespace,
                    LEASE,
                    Leadership.RENEW_DEADLINE.toSeconds());
            Runtime.getRuntime().halt(1);
        }
    }

    private void stoppedLeading() {
        leads = false;
        giveBack();
        // Not on this thread: it may be the one that the exit would wait for.
        Thread.ofPlatform().daemon().name("stopped-leading").start(() -> System.exit(1));
    }

    private void giveBack() {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(LEASE).get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                client.resource(lease).update();
            }
        } catch (KubernetesClientException e) {
            LOG.warn("Lease {}/{} was not given back and runs out after {}", namespace, LEASE, LEASE_DURATION, e);
        }
    }
}
