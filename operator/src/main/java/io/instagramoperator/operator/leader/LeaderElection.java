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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by the Lease {@value #LEASE}.
 *
 * <p>The framework's own way of stopping calls {@code System.exit} inside the shutdown hook, which hangs until SIGKILL, and keeps the Lease, so
 * that a successor waits for it to run out. Here the Lease is given back and the process ends by itself.
 */
@Singleton
public class LeaderElection {

    static final String LEASE = "instagram-operator";

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String namespace;
    private final String identity;

    /** Leadership among the operators of this one's namespace. */
    public LeaderElection(KubernetesClient client) {
        this.client = client;
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
        return new LeaderElectionConfiguration(
                LEASE,
                namespace,
                LEASE_DURATION,
                RENEW_DEADLINE,
                RETRY_PERIOD,
                identity,
                new LeaderCallbacks(() -> {}, this::stoppedLeading, leader -> {}),
                false);
    }

    private void stoppedLeading() {
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
