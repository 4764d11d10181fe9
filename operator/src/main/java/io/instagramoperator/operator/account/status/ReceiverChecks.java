package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.CONFIG_NOT_APPLIED;
import static io.instagramoperator.crds.account.ConditionReason.CRASH_LOOPING;
import static io.instagramoperator.crds.account.ConditionReason.ROLLOUT_IN_PROGRESS;
import static io.instagramoperator.crds.account.ConditionReason.STARTING;
import static io.instagramoperator.crds.account.ConditionReason.STATUS_UNAVAILABLE;
import static io.instagramoperator.crds.account.ConditionReason.STORE_FULL;
import static io.instagramoperator.crds.account.ConditionType.RECEIVER_READY;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.instagramoperator.operator.account.desired.AccountAnnotations;
import io.instagramoperator.operator.account.report.Observation.Unavailable;
import io.instagramoperator.operator.account.report.ReceiverReport.Phase;
import io.instagramoperator.operator.account.report.ReceiverReport.Store;
import io.instagramoperator.operator.account.status.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the Deployment its ready pod, and has that applied the current configuration? */
final class ReceiverChecks {

    private static final List<Check> CHAIN = List.of(
            ReceiverChecks::childNotApplied,
            ReceiverChecks::notCreated,
            PodChecks::notCreatable,
            PodChecks::unschedulable,
            PodChecks::imagePullFailed,
            PodChecks::crashLooping,
            ReceiverChecks::storeFull,
            ReceiverChecks::storeFailed,
            ReceiverChecks::configRefused,
            ReceiverChecks::rolloutInProgress,
            ReceiverChecks::refusing,
            ReceiverChecks::starting,
            ReceiverChecks::statusUnavailable,
            ReceiverChecks::configNotYetApplied);

    private ReceiverChecks() {}

    static Verdict verdict(Situation situation) {
        return Check.firstOf(
                CHAIN,
                situation,
                Verdict.isTrue(
                        RECEIVER_READY,
                        "Deployment " + situation.receiverName() + " is ready and works by the current spec"));
    }

    private static Optional<Verdict> childNotApplied(Situation situation) {
        return situation.failures().stream()
                .filter(failure -> failure.cause() != Cause.INVALID)
                .findFirst()
                .map(failure -> Verdict.isFalse(
                        CONFIG_NOT_APPLIED,
                        failure.cause() == Cause.NAME_TAKEN
                                ? failure.kind() + " " + failure.name() + " exists in namespace "
                                        + situation.namespace()
                                        + " and is not this account's. Delete it, or give the account another name"
                                : failure.kind() + " " + failure.name()
                                        + " could not be applied and will be tried again: "
                                        + Clause.of(failure.message())));
    }

    private static Optional<Verdict> notCreated(Situation situation) {
        if (situation.deployment().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Verdict.isFalse(
                STARTING,
                situation.paused()
                        ? "Deployment " + situation.receiverName() + " is not there, and annotation "
                                + AccountAnnotations.PAUSED + " keeps it from being created: "
                                + Kubectl.removeAnnotation(situation.account(), AccountAnnotations.PAUSED)
                        : "Deployment " + situation.receiverName() + " is being created"));
    }

    private static Optional<Verdict> storeFull(Situation situation) {
        return storeIs(Store.State.FULL, situation)
                ? Optional.of(Verdict.isFalse(
                        STORE_FULL,
                        "The volume of PersistentVolumeClaim " + situation.receiverName()
                                + " is full, webhooks are answered 503. Raise spec.store.embedded.size (now "
                                + situation
                                        .account()
                                        .getSpec()
                                        .store()
                                        .embedded()
                                        .size()
                                + "), or lower spec.store.retention"))
                : Optional.empty();
    }

    private static Optional<Verdict> storeFailed(Situation situation) {
        return storeIs(Store.State.FAILED, situation)
                ? Optional.of(Verdict.isFalse(
                        CRASH_LOOPING,
                        "The store on PersistentVolumeClaim " + situation.receiverName()
                                + " has failed, and the receiver starts again to recover. If this stays, see its log: "
                                + Kubectl.previousLog(situation.namespace(), situation.podName())))
                : Optional.empty();
    }

    private static boolean storeIs(Store.State state, Situation situation) {
        return situation
                .report()
                .map(report -> report.store() != null && report.store().state() == state)
                .orElse(false);
    }

    /** The receiver may have refused this configuration or, when it has just started, not have found any: then there is no hash. */
    private static Optional<Verdict> configRefused(Situation situation) {
        return situation
                .report()
                .flatMap(report -> Optional.ofNullable(report.configError()))
                .filter(error -> error.hash() == null || error.hash().equals(situation.configHash()))
                .map(error -> Verdict.isFalse(
                        CONFIG_NOT_APPLIED,
                        "The receiver in Pod " + situation.podName() + " refuses its configuration: "
                                + error.message()));
    }

    /** A Deployment's generation counts the changes of its spec: the first is its creation. */
    private static Optional<Verdict> rolloutInProgress(Situation situation) {
        return situation
                .deployment()
                .filter(deployment -> deployment.getMetadata().getGeneration() > 1)
                .filter(deployment -> !upToDate(deployment))
                .map(deployment -> Verdict.isFalse(
                        ROLLOUT_IN_PROGRESS,
                        "Deployment " + situation.receiverName() + " replaces its pod by one of the current spec"));
    }

    private static boolean upToDate(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && orZero(status.getUpdatedReplicas())
                        >= orZero(deployment.getSpec().getReplicas());
    }

    private static Optional<Verdict> refusing(Situation situation) {
        return situation
                .report()
                .filter(report -> report.phase() == Phase.REFUSING)
                .map(report -> Verdict.isFalse(
                        STARTING,
                        "The receiver in Pod " + situation.podName()
                                + " answers webhooks with 503 until it has an app secret and room to store them"));
    }

    private static Optional<Verdict> starting(Situation situation) {
        return ready(situation) >= wanted(situation)
                ? Optional.empty()
                : Optional.of(Verdict.isFalse(
                        STARTING,
                        situation.pod().isEmpty()
                                ? "Deployment " + situation.receiverName() + " creates its pod"
                                : "Pod " + situation.podName() + " is starting"));
    }

    private static Optional<Verdict> statusUnavailable(Situation situation) {
        if (situation.report().isPresent()) {
            return Optional.empty();
        }
        String why = situation
                .observation()
                .filter(Unavailable.class::isInstance)
                .map(unavailable -> ((Unavailable) unavailable).why())
                .orElse("it has not been asked yet");
        return Optional.of(Verdict.unknown(
                STATUS_UNAVAILABLE,
                "The status of Pod " + situation.podName() + " at port 9000 is not known: " + why
                        + ". If this stays, look for a NetworkPolicy that keeps the operator out"));
    }

    private static Optional<Verdict> configNotYetApplied(Situation situation) {
        return situation
                .report()
                .filter(report -> !report.applied(situation.configHash()))
                .map(report -> Verdict.isFalse(
                        CONFIG_NOT_APPLIED,
                        situation.paused()
                                ? "The receiver works by an older spec, and annotation " + AccountAnnotations.PAUSED
                                        + " keeps it so: "
                                        + Kubectl.removeAnnotation(situation.account(), AccountAnnotations.PAUSED)
                                : "The receiver in Pod " + situation.podName()
                                        + " has not read its current configuration yet"));
    }

    static int ready(Situation situation) {
        return situation
                .deployment()
                .map(Deployment::getStatus)
                .map(status -> orZero(status.getReadyReplicas()))
                .orElse(0);
    }

    static int wanted(Situation situation) {
        return situation
                .deployment()
                .map(deployment -> orZero(deployment.getSpec().getReplicas()))
                .orElse(1);
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
