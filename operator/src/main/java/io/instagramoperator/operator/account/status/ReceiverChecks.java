package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.CONFIG_NOT_APPLIED;
import static io.instagramoperator.crds.account.ConditionReason.CRASH_LOOPING;
import static io.instagramoperator.crds.account.ConditionReason.ROLLOUT_IN_PROGRESS;
import static io.instagramoperator.crds.account.ConditionReason.STARTING;
import static io.instagramoperator.crds.account.ConditionReason.STATUS_UNAVAILABLE;
import static io.instagramoperator.crds.account.ConditionReason.STORE_FULL;
import static io.instagramoperator.crds.account.ConditionType.RECEIVER_READY;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.account.report.ReceiverReport.Store;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Check;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.pod.PodChecks;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.steering.Annotations;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has the Deployment its ready pod, and has that applied the current configuration? */
final class ReceiverChecks {

    private static final List<Check<Situation>> CHAIN = List.of(
            ReceiverChecks::childNotApplied,
            ReceiverChecks::standsBack,
            ReceiverChecks::notCreated,
            situation -> PodChecks.notCreatable(situation.workload()),
            ReceiverChecks::unschedulable,
            situation -> PodChecks.imagePullFailed(situation.workload()),
            situation -> PodChecks.crashLooping(situation.workload()),
            ReceiverChecks::storeFull,
            ReceiverChecks::storeFailed,
            ReceiverChecks::configRefused,
            ReceiverChecks::rolloutInProgress,
            ReceiverChecks::refusing,
            ReceiverChecks::starting,
            ReceiverChecks::statusUnavailable,
            ReceiverChecks::configNotYetApplied);

    /** Of the spec, which is condition Accepted; or of a volume that is not there yet, which shows in the pod. */
    private static final Set<Cause> JUDGED_ELSEWHERE =
            EnumSet.of(Cause.INVALID, Cause.VOLUME_CANNOT_GROW, Cause.VOLUME_NOT_BOUND);

    private ReceiverChecks() {}

    static Verdict verdict(Situation situation) {
        return Check.firstOf(CHAIN, situation, Verdict.isTrue(RECEIVER_READY, allIsWell(situation)));
    }

    /** What a spec asks of the pod alone is in no configuration, so a paused account may have another one than its spec says. */
    private static String allIsWell(Situation situation) {
        String ready = "Deployment " + situation.receiverName() + " is ready and works by the current ";
        return situation.paused()
                ? ready + "configuration. Annotation " + Annotations.PAUSED
                        + " keeps the pod as it is, also where the spec asks for another"
                : ready + "spec";
    }

    private static Optional<Verdict> childNotApplied(Situation situation) {
        return situation.failures().stream()
                .filter(failure -> !JUDGED_ELSEWHERE.contains(failure.cause()))
                .filter(failure -> !situation.exposure().isAbout(failure))
                .findFirst()
                .map(failure -> Verdict.isFalse(CONFIG_NOT_APPLIED, failure.inWords(situation.account())));
    }

    private static Optional<Verdict> standsBack(Situation situation) {
        return situation
                .elder()
                .map(HasMetadata::getMetadata)
                .map(other -> Verdict.isFalse(
                        STARTING,
                        (situation.pod().isEmpty()
                                        ? "No receiver runs"
                                        : "The receiver unsubscribes at Meta and is stopped then")
                                + ", because spec.instagramId belongs to the older InstagramAccount "
                                + other.getNamespace() + "/" + other.getName()));
    }

    private static Optional<Verdict> notCreated(Situation situation) {
        if (situation.deployment().isPresent()) {
            return Optional.empty();
        }
        if (!situation.hasApp()) {
            return Optional.of(
                    Verdict.isFalse(STARTING, "No receiver is made without a Meta app, see condition Accepted"));
        }
        return Optional.of(Verdict.isFalse(
                STARTING,
                situation.paused()
                        ? "Deployment " + situation.receiverName() + " is not there, and annotation "
                                + Annotations.PAUSED + " keeps it from being created: "
                                + Kubectl.removeAnnotation(situation.account(), Annotations.PAUSED)
                        : "Deployment " + situation.receiverName() + " is being created"));
    }

    private static Optional<Verdict> unschedulable(Situation situation) {
        boolean bound = situation
                .volumeClaim()
                .filter(claim -> claim.getStatus() != null
                        && "Bound".equals(claim.getStatus().getPhase()))
                .isPresent();
        return PodChecks.unschedulable(
                situation.workload(), bound ? Optional.empty() : Optional.of(noVolume(situation)));
    }

    private static String noVolume(Situation situation) {
        return "PersistentVolumeClaim " + situation.receiverName()
                + " has no volume yet; check spec.store.embedded.storageClassName and size: "
                + Kubectl.describe(situation.namespace(), "pvc", situation.receiverName());
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

    private static Optional<Verdict> rolloutInProgress(Situation situation) {
        return situation.workload().rolling()
                ? Optional.of(Verdict.isFalse(
                        ROLLOUT_IN_PROGRESS,
                        "Deployment " + situation.receiverName() + " replaces its pod by one of the current spec"))
                : Optional.empty();
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
        if (situation.observation().isEmpty()
                && situation.lastVerdict(RECEIVER_READY).isPresent()) {
            // The operator has just started: it asks within a second, and until then the last word stands.
            return situation.lastVerdict(RECEIVER_READY).filter(last -> !last.isTrue());
        }
        String why = situation
                .observation()
                .map(silence -> silence instanceof Unavailable<?> unavailable ? unavailable.why() : null)
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
                                ? "The receiver works by an older spec, and annotation " + Annotations.PAUSED
                                        + " keeps it so: "
                                        + Kubectl.removeAnnotation(situation.account(), Annotations.PAUSED)
                                : "The receiver in Pod " + situation.podName()
                                        + " has not read its current configuration yet"));
    }

    static int ready(Situation situation) {
        return situation.workload().ready();
    }

    static int wanted(Situation situation) {
        return situation.workload().wanted(1);
    }
}
