package io.instagramoperator.operator.account.status;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.desired.AccountAnnotations;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverConfig;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.account.report.Observation;
import io.instagramoperator.operator.account.report.Observation.Reported;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.ReceiverReport.Credential.State;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * All that was observed about an account at one moment.
 *
 * @param blueprint   what the receiver's objects are made from: the account as last seen, with the status that was written last
 * @param elder       an older account with the same Instagram id
 * @param deployment  the receiver's
 * @param volumeClaim the store's
 * @param pod         the receiver's newest pod that is not on its way out
 * @param observation what that pod said
 * @param failures    children that could not be applied in this reconcile
 */
public record Situation(
        Blueprint blueprint,
        Optional<InstagramAccount> elder,
        Optional<Deployment> deployment,
        Optional<PersistentVolumeClaim> volumeClaim,
        Optional<Pod> pod,
        Optional<Observation> observation,
        List<ChildFailure> failures) {

    public InstagramAccount account() {
        return blueprint.account();
    }

    /** What the pod reported, if it did. */
    public Optional<ReceiverReport> report() {
        return observation.filter(Reported.class::isInstance).map(heard -> ((Reported) heard).report());
    }

    /** The hash of the configuration that the receiver should have applied. */
    public String configHash() {
        return ReceiverConfig.of(blueprint).hash();
    }

    public boolean paused() {
        return AccountAnnotations.paused(account());
    }

    /** Whether the receiver reports that it lacks this configuration or a credential, and so waits for its volume to be refreshed. */
    public boolean lacking(String configHash) {
        return report().filter(report -> !(report.applied(configHash) || report.refused(configHash))
                        || report.credentials().stream().anyMatch(credential -> credential.state() != State.PRESENT))
                .isPresent();
    }

    /** The same, with the account as it is now. */
    public Situation withAccount(InstagramAccount newAccount) {
        return new Situation(
                blueprint.withAccount(newAccount), elder, deployment, volumeClaim, pod, observation, failures);
    }

    /** The same, with what applying the children gave. */
    public Situation withFailures(List<ChildFailure> newFailures) {
        return new Situation(blueprint, elder, deployment, volumeClaim, pod, observation, newFailures);
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

    /** Name of all the receiver's objects. */
    String receiverName() {
        return ReceiverName.of(account());
    }

    /** Name of the pod, to be named in messages. */
    String podName() {
        return pod.map(p -> p.getMetadata().getName()).orElse("of Deployment " + receiverName());
    }

    /** A verdict that only a report can give: the last one about this spec, as long as no new report is there. */
    Verdict unheard(ConditionType type) {
        return lastStatus().stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> type.type().equals(condition.getType()))
                .filter(condition -> Long.valueOf(generation()).equals(condition.getObservedGeneration()))
                .findFirst()
                .map(Verdict::of)
                .orElse(Verdict.unknown(
                        ConditionReason.AWAITING_RECEIVER,
                        "The receiver has not reported yet; condition ReceiverReady says how far it is"));
    }
}
