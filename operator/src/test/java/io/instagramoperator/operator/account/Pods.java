package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;

/** Pods of the receiver as a kubelet reports them. */
public final class Pods {

    public static final String UID = "uid-of-pod";

    private Pods() {}

    public static Pod running() {
        return container(
                true,
                0,
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt("2026-11-23T10:00:05Z")
                        .endRunning()
                        .build());
    }

    public static Pod waiting(String reason) {
        return container(false, 0, waitingState(reason));
    }

    public static Pod unschedulable(String message) {
        // @formatter:off
        return new PodBuilder(pod())
                .withNewStatus()
                    .withPhase("Pending")
                    .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(message)
                    .endCondition()
                .endStatus()
                .build();
        // @formatter:on
    }

    /** A container that has ended, {@code restarts} times already, and waits to be started again. */
    public static Pod crashing(int restarts, String reason, int exitCode) {
        Pod pod = container(false, restarts, waitingState("CrashLoopBackOff"));
        pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .setLastState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withReason(reason)
                        .withExitCode(exitCode)
                        .endTerminated()
                        .build());
        return pod;
    }

    /** A container that has ended, {@code restarts} times already, and runs again but is not ready; {@code started}: its startup probe is content. */
    public static Pod restarted(int restarts, boolean started) {
        Pod pod = container(
                false,
                restarts,
                new ContainerStateBuilder().withNewRunning().endRunning().build());
        pod.getStatus().getContainerStatuses().getFirst().setStarted(started);
        return pod;
    }

    private static ContainerState waitingState(String reason) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage("words that change from one attempt to the next")
                .endWaiting()
                .build();
    }

    private static Pod container(boolean ready, int restarts, ContainerState state) {
        Pod pod = pod();
        pod.setStatus(new PodStatusBuilder()
                .withPhase(state.getRunning() == null && restarts == 0 ? "Pending" : "Running")
                .withPodIP("198.18.0.7")
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName("receiver")
                        .withImage("registry.example.com/instagram-operator/receiver:1.2.3")
                        .withReady(ready)
                        .withRestartCount(restarts)
                        .withState(state)
                        .build())
                .build());
        return pod;
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("acme-receiver-5d9c")
                .withNamespace("social")
                .withUid(UID)
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build();
    }
}
