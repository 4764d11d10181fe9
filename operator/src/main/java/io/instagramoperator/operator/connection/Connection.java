package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.instagramoperator.operator.leader.Leadership;
import io.instagramoperator.operator.metrics.ApiRequests;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** The operator's Kubernetes client, in the place of the one that Quarkus would make, and what it says of itself to the probes of Kubernetes. */
@Singleton
final class Connection {

    private static final int SECONDS_BETWEEN_LOOKS = 5;

    @Produces
    @Singleton
    Watches watches(Clock clock) {
        Watches watches = new Watches(clock);
        var _ = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("watches").factory())
                .scheduleWithFixedDelay(
                        watches::reopenSilent, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        return watches;
    }

    @Produces
    @Singleton
    KubernetesClient client(
            Config config,
            KubernetesSerialization serialization,
            Watches watches,
            Leadership leadership,
            ApiRequests requests,
            Clock clock) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientFactory(new WatchedHttpClients(HttpClientUtils.getHttpClientFactory(), watches))
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("leadership", leadership)
                        .addOrReplaceInterceptor("plain-watches", new PlainWatches(watches))
                        .addOrReplaceInterceptor("api-requests", requests)
                        .addOrReplaceInterceptor("failed-requests", new FailedRequests(clock)))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }

    /** A restart opens all watches anew. */
    @Produces
    @Liveness
    HealthCheck alive(Watches watches) {
        return () -> response("no watch has died", watches.dead());
    }

    /** What is not watched is not kept up, but a restart would not help. */
    @Produces
    @Readiness
    HealthCheck upToDate(Watches watches) {
        return () -> response("all is watched", watches.missing());
    }

    private static HealthCheckResponse response(String name, List<String> but) {
        var response = HealthCheckResponse.named(name).status(but.isEmpty());
        return but.isEmpty()
                ? response.build()
                : response.withData("but", String.join(", ", but)).build();
    }
}
