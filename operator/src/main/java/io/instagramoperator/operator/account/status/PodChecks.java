package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.CRASH_LOOPING;
import static io.instagramoperator.crds.account.ConditionReason.IMAGE_PULL_FAILED;
import static io.instagramoperator.crds.account.ConditionReason.UNSCHEDULABLE;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps the receiver's pod from running. The kubelet's own words are not repeated where they change from one attempt to the next: each
 * change would be a write of the status.
 */
final class PodChecks {

    /** Reasons of a waiting container, as the kubelet gives them. */
    private static final Set<String> IMAGE_PULL_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");

    private static final Set<String> START_FAILED_REASONS =
            Set.of("CrashLoopBackOff", "RunContainerError", "CreateContainerError", "CreateContainerConfigError");

    /** One restart may be an accident. */
    private static final int ENOUGH_RESTARTS = 2;

    private PodChecks() {}

    /** A quota or an admission rule forbids the pod: the Deployment has condition ReplicaFailure. */
    static Optional<Verdict> notCreatable(Situation situation) {
        return situation.deployment().map(Deployment::getStatus).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition ->
                        "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .map(condition -> Verdict.isFalse(
                        UNSCHEDULABLE,
                        "Deployment " + situation.receiverName() + " cannot create its pod: "
                                + Clause.of(condition.getMessage())
                                + ". Raise the quota of namespace " + situation.namespace()
                                + " or lower spec.receiver.resources"));
    }

    static Optional<Verdict> unschedulable(Situation situation) {
        return situation.pod().stream()
                .flatMap(pod -> pod.getStatus().getConditions().stream())
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(condition -> Verdict.isFalse(
                        UNSCHEDULABLE,
                        "No node takes Pod " + situation.podName() + ": " + Clause.of(condition.getMessage()) + ". "
                                + unschedulableRemedy(situation)));
    }

    private static String unschedulableRemedy(Situation situation) {
        boolean unbound = situation
                .volumeClaim()
                .map(claim -> claim.getStatus() == null
                        || !"Bound".equals(claim.getStatus().getPhase()))
                .orElse(true);
        return unbound
                ? "PersistentVolumeClaim " + situation.receiverName()
                        + " has no volume yet; check spec.store.embedded.storageClassName and size: "
                        + Kubectl.describe(situation.namespace(), "pvc", situation.receiverName())
                : "Check spec.receiver.nodeSelector, tolerations and resources: "
                        + Kubectl.describe(situation.namespace(), "pod", situation.podName());
    }

    static Optional<Verdict> imagePullFailed(Situation situation) {
        return container(situation)
                .filter(container -> IMAGE_PULL_REASONS.contains(waitingReason(container)))
                .map(container -> Verdict.isFalse(
                        IMAGE_PULL_FAILED,
                        "The node cannot pull image " + container.getImage() + " for Pod " + situation.podName()
                                + ". Check "
                                + (situation
                                                .account()
                                                .getSpec()
                                                .receiver()
                                                .image()
                                                .isEmpty()
                                        ? "the receiver image that the operator was installed with"
                                        : "spec.receiver.image")
                                + " and spec.receiver.imagePullSecrets: "
                                + Kubectl.describe(situation.namespace(), "pod", situation.podName())));
    }

    static Optional<Verdict> crashLooping(Situation situation) {
        return container(situation)
                .filter(container -> !Boolean.TRUE.equals(container.getReady()))
                .filter(container -> START_FAILED_REASONS.contains(waitingReason(container))
                        || container.getRestartCount() >= ENOUGH_RESTARTS)
                .map(container -> Verdict.isFalse(
                        CRASH_LOOPING,
                        "The receiver in Pod " + situation.podName() + " ends soon after its start" + lastEnd(container)
                                + ". See why: " + Kubectl.previousLog(situation.namespace(), situation.podName())));
    }

    private static String lastEnd(ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(ContainerState::getTerminated)
                .map(PodChecks::described)
                .orElse("");
    }

    private static String described(ContainerStateTerminated end) {
        return "OOMKilled".equals(end.getReason())
                ? ": out of memory, raise spec.receiver.resources.limits.memory"
                : ", with exit code " + end.getExitCode();
    }

    /** Whether a container of the pod has ever been started. */
    static boolean everStarted(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .anyMatch(container -> container.getRestartCount() > 0
                        || (container.getState() != null
                                && (container.getState().getRunning() != null
                                        || container.getState().getTerminated() != null)));
    }

    private static Optional<ContainerStatus> container(Situation situation) {
        return situation
                .pod()
                .map(pod -> pod.getStatus().getContainerStatuses())
                .map(List::stream)
                .flatMap(s -> s.findFirst());
    }

    private static String waitingReason(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getWaiting)
                .map(waiting -> waiting.getReason())
                .orElse("");
    }
}
