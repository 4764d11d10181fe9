package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.operator.account.InstagramAccountReconciler;
import io.instagramoperator.operator.account.report.StatusClient;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The operator under test, in this process, with the rights that it has in a cluster. */
final class RunningOperator implements AutoCloseable {

    private final AtomicInteger reconciled = new AtomicInteger();
    private final KubernetesClient client;
    private final Operator operator;

    /** Starts with all namespaces; receivers are asked at {@code receiverPort} instead of 9000. */
    RunningOperator(KubernetesClient client, int receiverPort) {
        this(client, receiverPort, Set.of(Constants.WATCH_ALL_NAMESPACES));
    }

    /** Starts with some namespaces. */
    RunningOperator(KubernetesClient client, int receiverPort, Set<String> namespaces) {
        this.client = client;
        this.operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withMetrics(new Metrics() {
                    @Override
                    public void reconciliationSucceeded(HasMetadata resource, Map<String, Object> metadata) {
                        reconciled.incrementAndGet();
                    }
                }));
        operator.register(
                new InstagramAccountReconciler(
                        new FixedReceiverSettings(), new StatusClient(receiverPort), Clock.systemUTC()),
                configuration -> configuration.settingNamespaces(namespaces));
        operator.start();
    }

    /** How many reconciles have ended well, of whatever account. */
    int reconciled() {
        return reconciled.get();
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}
