package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.Presence;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.child.ChildPods;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.exposure.Seniority;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.report.Target;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers what is known about an account from the caches of the informers and the poller, and so what the children are to be made from. Asks nobody
 * but now and then API discovery, so it costs next to nothing.
 */
final class Observer {

    private final ReportPoller<InstagramAccount, ReceiverReport> poller;
    private final GatewayApi<InstagramAccount> gatewayApi;

    Observer(ReportPoller<InstagramAccount, ReceiverReport> poller, GatewayApi<InstagramAccount> gatewayApi) {
        this.poller = poller;
        this.gatewayApi = gatewayApi;
    }

    Situation observe(InstagramAccount account, Context<InstagramAccount> context) {
        Blueprint blueprint =
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class);
        Optional<Pod> pod = ChildPods.current(context).findFirst();
        Situation situation = StandingBack.decide(new Situation(
                blueprint.withAccount(account).withPresence(Presence.SERVING),
                SharedApps.wantedBy(account, context),
                InstagramIds.elderOf(account, context.getPrimaryCache()),
                ReceiverChildren.ALL.find(Deployment.class, account, context),
                ReceiverChildren.ALL.find(PersistentVolumeClaim.class, account, context),
                pod,
                pod.flatMap(current -> observation(account, current)),
                exposure(account, context),
                List.of()));
        context.managedWorkflowAndDependentResourceContext().put(Blueprint.class, situation.blueprint());
        return situation;
    }

    Exposure exposure(InstagramAccount account, Context<InstagramAccount> context) {
        return new Exposure(
                account.getSpec().webhook(),
                ReceiverChildren.ALL.find(Ingress.class, account, context),
                ReceiverChildren.ALL.find(HTTPRoute.class, account, context),
                gatewayApi.present(),
                Seniority.over(account, SharedApps.namesakeOf(account, context)));
    }

    /** Has the receiver asked from now on, until it has this configuration and then at a slower pace. */
    void follow(Situation situation, String configHash) {
        ResourceID account = ResourceID.fromResource(situation.account());
        poller.follow(
                account,
                situation.pod().stream()
                        .filter(ChildPods::canBeAsked)
                        .map(pod -> new Target(
                                pod.getMetadata().getUid(),
                                pod.getStatus().getPodIP(),
                                configHash,
                                writtenSubscriptions(situation, configHash)))
                        .toList());
    }

    /** While another configuration than the desired one is written, as in a paused account, what is known of that one. */
    private Set<Target.Version> writtenSubscriptions(Situation situation, String writtenHash) {
        return writtenHash.equals(situation.configHash())
                ? situation.blueprint().subscriptions().stream()
                        .map(Target.Version::of)
                        .collect(Collectors.toUnmodifiableSet())
                : poller.followed(ResourceID.fromResource(situation.account()))
                        .filter(target -> target.configHash().equals(writtenHash))
                        .map(Target::subscriptions)
                        .findFirst()
                        .orElse(Set.of());
    }

    private Optional<Observation<ReceiverReport>> observation(InstagramAccount account, Pod pod) {
        return poller.latest(ResourceID.fromResource(account), pod.getMetadata().getUid());
    }
}
