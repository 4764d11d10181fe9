package io.instagramoperator.operator.app;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.status.GatewayPod;
import io.instagramoperator.operator.app.status.Situation;
import io.instagramoperator.operator.child.ChildPods;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.exposure.Seniority;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.report.Target;
import io.instagramoperator.operator.settings.GatewaySettings;
import io.instagramoperator.operator.settings.ReceiverSettings;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what is known about an app from the caches of the informers and the poller, and so what the children are to be made from. Asks nobody
 * but now and then API discovery, so it costs next to nothing.
 */
final class Observer {

    private final GatewaySettings settings;
    private final ReceiverSettings network;
    private final ReportPoller<MetaApp, GatewayReport> poller;
    private final GatewayApi<MetaApp> gatewayApi;

    Observer(
            GatewaySettings settings,
            ReceiverSettings network,
            ReportPoller<MetaApp, GatewayReport> poller,
            GatewayApi<MetaApp> gatewayApi) {
        this.settings = settings;
        this.network = network;
        this.poller = poller;
        this.gatewayApi = gatewayApi;
    }

    Blueprint blueprint(MetaApp app, Context<MetaApp> context) {
        return new Blueprint(
                app,
                context.getSecondaryResourcesAsStream(InstagramAccount.class)
                        .sorted(comparing(account -> account.getMetadata().getName()))
                        .toList(),
                settings,
                network);
    }

    Situation observe(MetaApp app, Context<MetaApp> context) {
        Blueprint blueprint =
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class);
        return Situation.of(
                blueprint.withApp(app),
                GatewayChildren.ALL.find(Deployment.class, app, context),
                pods(app, context),
                exposure(app, context));
    }

    Exposure exposure(MetaApp app, Context<MetaApp> context) {
        return new Exposure(
                app.getSpec().webhook(),
                GatewayChildren.ALL.find(Ingress.class, app, context),
                GatewayChildren.ALL.find(HTTPRoute.class, app, context),
                gatewayApi.present(),
                Seniority.over(app, SharingAccounts.namesakeOf(app, context)));
    }

    private List<GatewayPod> pods(MetaApp app, Context<MetaApp> context) {
        ResourceID id = ResourceID.fromResource(app);
        return ChildPods.current(context)
                .map(pod ->
                        new GatewayPod(pod, poller.latest(id, pod.getMetadata().getUid())))
                .sorted(comparing(GatewayPod::name))
                .toList();
    }

    /**
     * The configuration of each pod that may be sent webhooks, by its hash; empty if that is not known. Also of those on their way out, who are not asked
     * any more: some time passes until all who send have seen that they go.
     */
    List<Optional<String>> inForce(MetaApp app, Context<MetaApp> context) {
        ResourceID id = ResourceID.fromResource(app);
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(Readiness::isPodReady)
                .map(pod -> poller.latest(id, pod.getMetadata().getUid())
                        .flatMap(Observation::heard)
                        .map(GatewayReport::configHash))
                .toList();
    }

    /** Has the pods asked from now on, each until it has this configuration and then at a slower pace. */
    void follow(Situation situation, String configHash) {
        poller.follow(
                ResourceID.fromResource(situation.app()),
                situation.pods().stream()
                        .map(GatewayPod::pod)
                        .filter(ChildPods::canBeAsked)
                        .map(pod -> new Target(
                                pod.getMetadata().getUid(), pod.getStatus().getPodIP(), configHash, Set.of()))
                        .toList());
    }
}
