package io.instagramoperator.operator.account.status;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.CallbackUrl;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.Presence;
import io.instagramoperator.operator.account.desired.ReceiverConfig;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.condition.Conditions;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.exposure.Callback;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.pod.Workload;
import io.instagramoperator.operator.report.Observation;
import io.instagramoperator.operator.steering.Annotations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was observed about an account at one moment.
 *
 * @param blueprint   what the receiver's objects are made from: the account as last seen, with the status that was written last
 * @param wantedApp   the Meta app that the spec asks for
 * @param elder       an older account with the same Instagram id
 * @param deployment  the receiver's
 * @param volumeClaim the store's
 * @param pod         the receiver's newest pod that is not on its way out
 * @param observation what that pod said
 * @param exposure    the way in from outside
 * @param failures    children that could not be applied in this reconcile
 */
public record Situation(
        Blueprint blueprint,
        WantedApp wantedApp,
        Optional<InstagramAccount> elder,
        Optional<Deployment> deployment,
        Optional<PersistentVolumeClaim> volumeClaim,
        Optional<Pod> pod,
        Optional<Observation<ReceiverReport>> observation,
        Exposure exposure,
        List<ChildFailure> failures) {

    public InstagramAccount account() {
        return blueprint.account();
    }

    /** What the pod reported, if it did. */
    public Optional<ReceiverReport> report() {
        return observation.flatMap(Observation::heard);
    }

    /** The Meta apps that the receiver works with. */
    public AppRecord apps() {
        return blueprint.apps();
    }

    /** Whether there can be a receiver: without a Meta app there is nothing that it could do. */
    public boolean hasApp() {
        return apps().inUse().isPresent();
    }

    /** The hash of the configuration that the receiver should have applied; empty while there is none. */
    public String configHash() {
        return hasApp() ? ReceiverConfig.of(blueprint).hash() : "";
    }

    public boolean paused() {
        return Annotations.paused(account());
    }

    /** Whether the receiver reports that it lacks this configuration or a credential, and so waits for its volume to be refreshed. */
    public boolean lacking(String configHash) {
        return report().filter(report -> report.lacks(configHash)).isPresent();
    }

    /** The same, with the account as it is now. */
    public Situation withAccount(InstagramAccount newAccount) {
        return new Situation(
                blueprint.withAccount(newAccount),
                wantedApp,
                elder,
                deployment,
                volumeClaim,
                pod,
                observation,
                exposure,
                failures);
    }

    /** The same, with another presence of the receiver. */
    public Situation withPresence(Presence presence) {
        return new Situation(
                blueprint.withPresence(presence),
                wantedApp,
                elder,
                deployment,
                volumeClaim,
                pod,
                observation,
                exposure,
                failures);
    }

    /** The same, with what applying the children gave. */
    public Situation withFailures(List<ChildFailure> newFailures) {
        return new Situation(
                blueprint, wantedApp, elder, deployment, volumeClaim, pod, observation, exposure, newFailures);
    }

    Optional<InstagramAccountStatus> lastStatus() {
        return Optional.ofNullable(account().getStatus());
    }

    long generation() {
        return account().getMetadata().getGeneration();
    }

    String namespace() {
        return account().getMetadata().getNamespace();
    }

    /** The URL at which Meta reaches the account; absent while the MetaApp is missing that would know it. */
    @Nullable String callbackUrl() {
        Optional<AppInUse> shared = apps().inUse().filter(AppInUse::shared);
        if (shared.isEmpty()) {
            return CallbackUrl.of(account());
        }
        return wantedApp instanceof WantedApp.Shared(MetaApp app)
                        && app.getMetadata().getName().equals(shared.get().name())
                ? Callback.url(app, app.getSpec().webhook(), Identity.GATEWAY.name(app))
                : lastStatus().map(InstagramAccountStatus::callbackUrl).orElse(null);
    }

    /** Name of all the receiver's objects. */
    String receiverName() {
        return ReceiverName.of(account());
    }

    /** The receiver's Deployment and pod. */
    public Workload workload() {
        return new Workload(
                DesiredDeployment.CONTAINER,
                namespace(),
                receiverName(),
                deployment,
                pod.stream().toList(),
                !account().getSpec().receiver().image().isEmpty());
    }

    /** Name of the pod, to be named in messages. */
    String podName() {
        return pod.map(p -> p.getMetadata().getName()).orElse("of Deployment " + receiverName());
    }

    /** What was said last about this spec. */
    Optional<Verdict> lastVerdict(ConditionType type) {
        return lastStatus().flatMap(status -> Conditions.last(status.conditions(), type, generation()));
    }

    /** A verdict that only a report can give: the last one about this spec, as long as no new report is there. */
    Verdict unheard(ConditionType type) {
        if (elder.isPresent() || !hasApp()) {
            return Verdict.unknown(
                    ConditionReason.AWAITING_RECEIVER, "No receiver runs for this account, see condition Accepted");
        }
        return lastVerdict(type)
                .orElse(Verdict.unknown(
                        ConditionReason.AWAITING_RECEIVER,
                        "The receiver has not reported yet; condition ReceiverReady says how far it is"));
    }
}
