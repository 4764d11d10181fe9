package io.instagramoperator.operator.pod;

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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What keeps pods from running. The kubelet's own words are not repeated where they change from one attempt to the next: each
 * change would be a write of the status.
 */
public final class PodChecks {

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
    public static Optional<Verdict> notCreatable(Workload workload) {
        return workload.deployment().map(Deployment::getStatus).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition ->
                        "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .map(condition -> Verdict.isFalse(
                        UNSCHEDULABLE,
                        "Deployment " + workload.name() + " cannot create its pod: "
                                + Clause.of(condition.getMessage())
                                + ". " + notCreatableRemedy(condition.getMessage(), workload)));
    }

    private static String notCreatableRemedy(@Nullable String message, Workload workload) {
        return message != null && message.contains("PriorityClass")
                ? "Correct " + workload.field()
                        + ".priorityClassName, or create that PriorityClass; those that are there: kubectl get priorityclass"
                : "Raise the quota of namespace " + workload.namespace() + " or lower " + workload.field()
                        + ".resources";
    }

    /** The scheduler finds no node; {@code remedy} takes the place of the general one. */
    public static Optional<Verdict> unschedulable(Workload workload, Optional<String> remedy) {
        return workload.pods().stream()
                .flatMap(pod -> pod.getStatus().getConditions().stream()
                        .filter(condition -> "PodScheduled".equals(condition.getType())
                                && "False".equals(condition.getStatus())
                                && "Unschedulable".equals(condition.getReason()))
                        .map(condition -> Verdict.isFalse(
                                UNSCHEDULABLE,
                                "No node takes Pod " + name(pod) + ": " + Clause.of(condition.getMessage()) + ". "
                                        + remedy.orElseGet(() -> unschedulableRemedy(workload, pod)))))
                .findFirst();
    }

    private static String unschedulableRemedy(Workload workload, Pod pod) {
        return "Check " + workload.field()
                + ".nodeSelector, affinity, topologySpreadConstraints, tolerations and resources: "
                + describe(workload, pod);
    }

    public static Optional<Verdict> imagePullFailed(Workload workload) {
        return first(
                workload,
                container -> IMAGE_PULL_REASONS.contains(waitingReason(container)),
                (pod, container) -> Verdict.isFalse(
                        IMAGE_PULL_FAILED,
                        "The node cannot pull image " + container.getImage() + " for Pod " + name(pod)
                                + ". Check "
                                + (workload.ownImage()
                                        ? workload.field() + ".image"
                                        : "the " + workload.process() + " image that the operator was installed with")
                                + " and " + workload.field() + ".imagePullSecrets: " + describe(workload, pod)));
    }

    public static Optional<Verdict> crashLooping(Workload workload) {
        return first(
                workload,
                container -> !Boolean.TRUE.equals(container.getReady())
                        && (START_FAILED_REASONS.contains(waitingReason(container))
                                // One that has started and is not ready says itself why, whatever it has been through
                                // before.
                                || (!Boolean.TRUE.equals(container.getStarted())
                                        && container.getRestartCount() >= ENOUGH_RESTARTS)),
                (pod, container) -> Verdict.isFalse(
                        CRASH_LOOPING,
                        "The " + workload.process() + " in Pod " + name(pod) + " ends soon after its start"
                                + lastEnd(workload, container)
                                + ". See why: " + Kubectl.previousLog(workload.namespace(), name(pod))));
    }

    private static String lastEnd(Workload workload, ContainerStatus container) {
        return Optional.ofNullable(container.getLastState())
                .map(ContainerState::getTerminated)
                .map(end -> described(workload, end))
                .orElse("");
    }

    private static String described(Workload workload, ContainerStateTerminated end) {
        return "OOMKilled".equals(end.getReason())
                ? ": out of memory, raise " + workload.field() + ".resources.limits.memory"
                : ", with exit code " + end.getExitCode();
    }

    /** Whether a container of the pod has ever been started. */
    public static boolean everStarted(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .anyMatch(container -> container.getRestartCount() > 0
                        || (container.getState() != null
                                && (container.getState().getRunning() != null
                                        || container.getState().getTerminated() != null)));
    }

    /** Of the process's own container: a service mesh may have put its own beside it. */
    private static Optional<Verdict> first(
            Workload workload, Predicate<ContainerStatus> test, BiFunction<Pod, ContainerStatus, Verdict> verdict) {
        return workload.pods().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream()
                        .filter(container -> workload.process().equals(container.getName()))
                        .limit(1)
                        .filter(test)
                        .map(container -> verdict.apply(pod, container)))
                .findFirst();
    }

    private static String waitingReason(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getWaiting)
                .map(waiting -> waiting.getReason())
                .orElse("");
    }

    private static String describe(Workload workload, Pod pod) {
        return Kubectl.describe(workload.namespace(), "pod", name(pod));
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
