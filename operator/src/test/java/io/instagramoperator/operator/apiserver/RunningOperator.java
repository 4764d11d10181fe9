package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.InstagramAccountReconciler;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.app.MetaAppReconciler;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.report.StatusClient;
import io.instagramoperator.operator.routing.Routing;
import io.instagramoperator.operator.settings.FixedGatewaySettings;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.instagramoperator.operator.settings.ReceiverSettings;
import io.instagramoperator.operator.subscription.EventSubscriptionReconciler;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The operator under test, in this process, with the rights that it has in a cluster. */
final class RunningOperator implements AutoCloseable {

    private final Map<ResourceID, Integer> reconciled = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final Operator operator;

    /** Starts with all namespaces; receivers are asked at {@code receiverPort} instead of 9000. */
    RunningOperator(KubernetesClient client, int receiverPort) {
        this(client, receiverPort, Set.of(Constants.WATCH_ALL_NAMESPACES));
    }

    /** Starts with some namespaces, and with MetaApps, too, whose gateways are asked at the same port. */
    static RunningOperator withApps(KubernetesClient client, int port, Set<String> namespaces) {
        return withApps(client, port, namespaces, Clock.systemUTC());
    }

    /** The same at another time. */
    static RunningOperator withApps(KubernetesClient client, int port, Set<String> namespaces, Clock clock) {
        return new RunningOperator(client, port, namespaces, new FixedReceiverSettings(), clock, true);
    }

    /** Starts with some namespaces. */
    RunningOperator(KubernetesClient client, int receiverPort, Set<String> namespaces) {
        this(client, receiverPort, namespaces, new FixedReceiverSettings());
    }

    /** Starts with some namespaces, installed in this way. */
    RunningOperator(KubernetesClient client, int receiverPort, Set<String> namespaces, ReceiverSettings settings) {
        this(client, receiverPort, namespaces, settings, Clock.systemUTC());
    }

    /** Starts with some namespaces, installed in this way, at another time. */
    RunningOperator(
            KubernetesClient client, int receiverPort, Set<String> namespaces, ReceiverSettings settings, Clock clock) {
        this(client, receiverPort, namespaces, settings, clock, false);
    }

    private RunningOperator(
            KubernetesClient client,
            int receiverPort,
            Set<String> namespaces,
            ReceiverSettings settings,
            Clock clock,
            boolean apps) {
        this.client = client;
        this.operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withMetrics(new Metrics() {
                    @Override
                    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
                        reconciled.merge(ResourceID.fromResource(resource), 1, Integer::sum);
                    }
                }));
        var poller = new ReportPoller<InstagramAccount, ReceiverReport>(
                ReceiverReport.class,
                new StatusClient<>(ReceiverReport.class, receiverPort, new SimpleMeterRegistry()));
        Routing routing = new Routing();
        operator.register(
                new InstagramAccountReconciler(
                        settings, poller, new GatewayApi<>(client, Clock.systemUTC()), routing, clock),
                configuration -> configuration.settingNamespaces(namespaces));
        operator.register(
                new EventSubscriptionReconciler(poller, Clock.systemUTC()),
                configuration -> configuration.settingNamespaces(namespaces));
        if (apps) {
            operator.register(
                    new MetaAppReconciler(
                            new FixedGatewaySettings(),
                            settings,
                            new ReportPoller<>(
                                    GatewayReport.class,
                                    new StatusClient<>(GatewayReport.class, receiverPort, new SimpleMeterRegistry())),
                            new GatewayApi<>(client, Clock.systemUTC()),
                            routing,
                            clock),
                    configuration -> configuration.settingNamespaces(namespaces));
        }
        operator.start();
    }

    /** How many reconciles of the resource have ended well. */
    int reconciled(String name, String namespace) {
        return reconciled.getOrDefault(new ResourceID(name, namespace), 0);
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}
