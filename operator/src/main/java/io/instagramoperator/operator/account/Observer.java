package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.account.report.Observation;
import io.instagramoperator.operator.account.report.ReportPoller;
import io.instagramoperator.operator.account.report.Target;
import io.instagramoperator.operator.account.status.Situation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what is known about an account from the caches of the informers and the poller. Asks nobody, so it costs nothing. */
final class Observer {

    private final ReportPoller<InstagramAccount> poller;

    Observer(ReportPoller<InstagramAccount> poller) {
        this.poller = poller;
    }

    Situation observe(InstagramAccount account, Context<InstagramAccount> context) {
        Blueprint blueprint =
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class);
        Optional<Pod> pod = ReceiverPods.current(context);
        return new Situation(
                blueprint.withAccount(account),
                InstagramIds.elderOf(account, context.getPrimaryCache()),
                child(Deployment.class, account, context),
                child(PersistentVolumeClaim.class, account, context),
                pod,
                pod.flatMap(current -> observation(account, current)),
                List.of());
    }

    /** Has the receiver asked from now on, until it has this configuration and then at a slower pace. */
    void follow(Situation situation, String configHash) {
        ResourceID account = ResourceID.fromResource(situation.account());
        situation
                .pod()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase())
                        && pod.getStatus().getPodIP() != null)
                .map(pod -> new Target(
                        pod.getMetadata().getUid(),
                        pod.getStatus().getPodIP(),
                        configHash,
                        writtenSubscriptions(situation, configHash)))
                .ifPresentOrElse(target -> poller.follow(account, target), () -> poller.forget(account));
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
                        .orElse(Set.of());
    }

    private Optional<Observation> observation(InstagramAccount account, Pod pod) {
        return poller.latest(ResourceID.fromResource(account))
                .filter(observation ->
                        observation.podUid().equals(pod.getMetadata().getUid()));
    }

    static <R extends HasMetadata> Optional<R> child(
            Class<R> type, InstagramAccount account, Context<InstagramAccount> context) {
        String name = ReceiverName.of(account);
        return context.getSecondaryResourcesAsStream(type)
                .filter(child -> child.getMetadata().getName().equals(name))
                .findFirst();
    }
}
