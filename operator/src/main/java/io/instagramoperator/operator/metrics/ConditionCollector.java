package io.instagramoperator.operator.metrics;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.Controller;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The conditions of all resources, in the form of kube-state-metrics: for each condition three series, of which that of its status is 1. They are
 * read from the informers' caches when Prometheus asks, so nothing is kept, and the series of a resource go with it.
 */
public final class ConditionCollector extends Collector implements Metrics {

    private static final List<String> STATUSES = List.of("True", "False", "Unknown");

    private final Map<String, Controller<? extends HasMetadata>> controllers = new ConcurrentHashMap<>();

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        controllers.put(controller.getConfiguration().getName(), controller);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        var accounts = conditions("instagram_account_condition", "Conditions of InstagramAccounts");
        var reasons = new GaugeMetricFamily(
                "instagram_account_ready_reason",
                "1: the reason of condition Ready of an InstagramAccount",
                List.of("namespace", "name", "reason"));
        var apps = conditions("instagram_app_condition", "Conditions of MetaApps");
        var subscriptions = conditions("instagram_subscription_condition", "Conditions of EventSubscriptions");
        each(InstagramAccount.class, (account, name) -> {
            if (account.getStatus() != null) {
                add(accounts, name, account.getStatus().conditions());
                ready(account.getStatus().conditions())
                        .forEach(ready -> reasons.addMetric(List.of(name.get(0), name.get(1), ready.getReason()), 1));
            }
        });
        each(MetaApp.class, (app, name) -> {
            if (app.getStatus() != null) {
                add(apps, name, app.getStatus().conditions());
            }
        });
        each(EventSubscription.class, (subscription, name) -> {
            if (subscription.getStatus() != null) {
                add(subscriptions, name, subscription.getStatus().conditions());
            }
        });
        return List.of(accounts, reasons, apps, subscriptions);
    }

    private <R extends HasMetadata> void each(Class<R> type, BiConsumer<R, List<String>> consumer) {
        controllers.values().stream()
                .filter(controller -> controller.getConfiguration().getResourceClass() == type)
                .flatMap(controller -> controller
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .list())
                .map(type::cast)
                .forEach(resource -> consumer.accept(
                        resource,
                        List.of(
                                resource.getMetadata().getNamespace(),
                                resource.getMetadata().getName())));
    }

    private static GaugeMetricFamily conditions(String metric, String help) {
        return new GaugeMetricFamily(metric, help, List.of("namespace", "name", "type", "status"));
    }

    private static void add(GaugeMetricFamily family, List<String> name, List<Condition> conditions) {
        for (Condition condition : conditions) {
            for (String status : STATUSES) {
                family.addMetric(
                        List.of(name.get(0), name.get(1), condition.getType(), status),
                        status.equals(condition.getStatus()) ? 1 : 0);
            }
        }
    }

    private static List<Condition> ready(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(ConditionType.READY.type()))
                .toList();
    }
}
