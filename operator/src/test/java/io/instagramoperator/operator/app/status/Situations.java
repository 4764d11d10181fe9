package io.instagramoperator.operator.app.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.DesiredDeployment;
import io.instagramoperator.operator.app.desired.GatewayConfig;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.report.GatewayReports;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds situations: all is well with two pods, with one thing changed. */
final class Situations {

    private final MetaApp app;
    private List<InstagramAccount> accounts = List.of();
    private @Nullable Deployment deployment;
    private final List<GatewayPod> pods = new ArrayList<>();
    private @Nullable Ingress ingress;
    private @Nullable HTTPRoute route;
    private boolean gatewayApi = true;
    private @Nullable HasMetadata namesake;
    private List<ChildFailure> failures = List.of();

    private Situations(MetaApp app) {
        this.app = app;
        this.deployment = deployment(1, 1, 2, 2);
        reporting(report -> report);
    }

    static Situations ready() {
        return of(Apps.minimal());
    }

    static Situations of(MetaApp app) {
        return new Situations(app);
    }

    /** To be called before a report. */
    Situations accounts(List<InstagramAccount> values) {
        accounts = values;
        return reporting(report -> report);
    }

    Situations deleted() {
        app.getMetadata().setDeletionTimestamp("2026-11-26T12:00:00Z");
        return reporting(report -> report);
    }

    Situations lastStatus(MetaAppStatus status) {
        app.setStatus(status);
        return this;
    }

    Situations withoutDeployment() {
        deployment = null;
        return withoutPods();
    }

    Situations withoutPods() {
        pods.clear();
        return this;
    }

    /** A Deployment with so many pods of its template, so many of them ready. */
    Situations rolling(int updated, int ready) {
        deployment = deployment(2, 2, updated, ready);
        return this;
    }

    Situations readyPods(int ready) {
        deployment = deployment(1, 1, 2, ready);
        return this;
    }

    /** Both pods report this. */
    Situations reporting(UnaryOperator<GatewayReports> change) {
        return reporting(change, change);
    }

    /** The first pod reports this, the second one that. */
    Situations reporting(UnaryOperator<GatewayReports> first, UnaryOperator<GatewayReports> second) {
        pods.clear();
        pods.add(pod("a", Optional.of(new Reported<>("uid-a", report(first)))));
        pods.add(pod("b", Optional.of(new Reported<>("uid-b", report(second)))));
        return this;
    }

    /** The second pod does not report. */
    Situations secondUnavailable(String why) {
        pods.set(1, pod("b", Optional.of(new Unavailable<>("uid-b", why))));
        return this;
    }

    /** The second pod is this one, and does not report. */
    Situations second(Pod pod) {
        pods.set(1, named(pod, "b", Optional.empty()));
        deployment = deployment(1, 1, 2, 1);
        return this;
    }

    Situations notAsked() {
        pods.clear();
        pods.add(pod("a", Optional.empty()));
        pods.add(pod("b", Optional.empty()));
        return this;
    }

    /** The first has answered. */
    Situations secondNotAsked() {
        pods.set(1, pod("b", Optional.empty()));
        return this;
    }

    /** An older resource has the route for the same address. */
    Situations elderNamesake(HasMetadata value) {
        namesake = value;
        return this;
    }

    Situations withoutGatewayApi() {
        gatewayApi = false;
        return this;
    }

    Situations failing(ChildFailure... values) {
        failures = List.of(values);
        return this;
    }

    Situation build() {
        return Situation.of(
                        blueprint(),
                        Optional.ofNullable(deployment),
                        List.copyOf(pods),
                        new Exposure(
                                app.getSpec().webhook(),
                                Optional.ofNullable(ingress),
                                Optional.ofNullable(route),
                                gatewayApi,
                                Optional.ofNullable(namesake)))
                .withFailures(failures);
    }

    private GatewayReport report(UnaryOperator<GatewayReports> change) {
        return change.apply(GatewayReports.healthy(GatewayConfig.of(blueprint()).hash()))
                .build();
    }

    private Blueprint blueprint() {
        return Apps.blueprint(app, accounts);
    }

    private static GatewayPod pod(String name, Optional<Observation<GatewayReport>> observation) {
        return named(Pods.running(), name, observation);
    }

    private static GatewayPod named(Pod pod, String name, Optional<Observation<GatewayReport>> observation) {
        Pod named = new PodBuilder(pod)
                .editMetadata()
                .withName("agency-gateway-" + name)
                .withUid("uid-" + name)
                .endMetadata()
                .build();
        named.getStatus().getContainerStatuses().forEach(container -> container.setName("gateway"));
        return new GatewayPod(named, observation);
    }

    private Deployment deployment(long generation, long observedGeneration, int updated, int ready) {
        return new DeploymentBuilder(DesiredDeployment.of(blueprint()))
                .editMetadata()
                .withGeneration(generation)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(observedGeneration)
                .withReplicas(2)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }
}
