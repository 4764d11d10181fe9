package io.instagramoperator.operator.account.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.DesiredVolumeClaim;
import io.instagramoperator.operator.account.desired.ReceiverConfig;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds situations: all is well, with one thing changed. */
final class Situations {

    private InstagramAccount account;
    private List<EventSubscription> subscriptions = List.of();
    private @Nullable InstagramAccount elder;
    private @Nullable MetaApp metaApp;
    private @Nullable Deployment deployment;
    private String claimPhase = "Bound";
    private Quantity capacity = new Quantity("2Gi");
    private @Nullable Pod pod = Pods.running();
    private @Nullable Observation<ReceiverReport> observation;
    private @Nullable Ingress ingress;
    private @Nullable HTTPRoute route;
    private boolean gatewayApi = true;
    private @Nullable HasMetadata namesake;
    private List<ChildFailure> failures = List.of();

    private Situations(InstagramAccount account) {
        this.account = account;
        this.deployment = deployment(account, 1, 1);
        reporting(report -> report);
    }

    static Situations ready() {
        return of(Accounts.minimal());
    }

    static Situations of(InstagramAccount account) {
        return new Situations(account);
    }

    /** An account to which there is nothing yet. */
    static Situation unserved(InstagramAccount account) {
        return new Situation(
                new Blueprint(account, List.of(), new FixedReceiverSettings()),
                WantedApp.of(account.getSpec(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Exposure(account.getSpec().webhook(), Optional.empty(), Optional.empty(), true, Optional.empty()),
                List.of());
    }

    Situations lastStatus(InstagramAccountStatus status) {
        account.setStatus(status);
        return this;
    }

    /** The MetaApp that the account refers to. */
    Situations metaApp(MetaApp value) {
        metaApp = value;
        return this;
    }

    Situations elder(InstagramAccount value) {
        elder = value;
        return this;
    }

    Situations withoutDeployment() {
        deployment = null;
        return withoutPod();
    }

    /** A Deployment whose generation the controller has observed {@code behind} generations ago. */
    Situations deployment(long generation, long observedGeneration, int updated, int ready) {
        deployment = new DeploymentBuilder(deployment(account, updated, ready))
                .editMetadata()
                .withGeneration(generation)
                .endMetadata()
                .editStatus()
                .withObservedGeneration(observedGeneration)
                .endStatus()
                .build();
        return this;
    }

    Situations replicaFailure(String message) {
        deployment = new DeploymentBuilder(deployment(account, 0, 0))
                .editStatus()
                .addNewCondition()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
        return withoutPod();
    }

    Situations claimPhase(String phase) {
        claimPhase = phase;
        return this;
    }

    Situations capacity(String value) {
        capacity = new Quantity(value);
        return this;
    }

    /** A pod that is not ready, and of which nothing was heard. */
    Situations pod(Pod value) {
        pod = value;
        observation = null;
        deployment = deployment(account, 1, 0);
        return this;
    }

    Situations withoutPod() {
        pod = null;
        observation = null;
        return this;
    }

    Situations reporting(UnaryOperator<Reports> change) {
        Reports report = Reports.healthy(ReceiverConfig.of(blueprint()).hash());
        observation = new Reported<>(Pods.UID, change.apply(report).build());
        return this;
    }

    Situations unavailable(String why) {
        observation = new Unavailable<>(Pods.UID, why);
        return this;
    }

    Situations notAsked() {
        observation = null;
        return this;
    }

    /** To be called before a report. */
    Situations subscriptions(EventSubscription... values) {
        subscriptions = List.of(values);
        return this;
    }

    Situations ingress(Ingress value) {
        ingress = value;
        return this;
    }

    Situations route(HTTPRoute value) {
        route = value;
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
        return new Situation(
                blueprint(),
                WantedApp.of(account.getSpec(), Optional.ofNullable(metaApp)),
                Optional.ofNullable(elder),
                Optional.ofNullable(deployment),
                Optional.of(claim()),
                Optional.ofNullable(pod),
                Optional.ofNullable(observation),
                new Exposure(
                        account.getSpec().webhook(),
                        Optional.ofNullable(ingress),
                        Optional.ofNullable(route),
                        gatewayApi,
                        Optional.ofNullable(namesake)),
                failures);
    }

    private Blueprint blueprint() {
        return new Blueprint(account, subscriptions, new FixedReceiverSettings());
    }

    private PersistentVolumeClaim claim() {
        return new PersistentVolumeClaimBuilder(DesiredVolumeClaim.of(account))
                .withNewStatus()
                .withPhase(claimPhase)
                .addToCapacity("storage", capacity)
                .endStatus()
                .build();
    }

    private static Deployment deployment(InstagramAccount account, int updated, int ready) {
        return new DeploymentBuilder(
                        DesiredDeployment.of(new Blueprint(account, List.of(), new FixedReceiverSettings())))
                .editMetadata()
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(updated)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }
}
