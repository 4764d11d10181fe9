package io.instagramoperator.operator.apiserver;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The controllers, the scheduler and the kubelet, as they treat the pods of a Deployment with one container. */
record Kubelet(KubernetesClient client, String namespace, String name, String container) {

    Kubelet(TestAccount account) {
        this(account.client(), account.namespace(), account.childName(), "receiver");
    }

    /** The pod runs at this address. */
    void runs(String address, boolean ready) {
        // @formatter:off
        podIs(new PodStatusBuilder()
                .withPhase("Running")
                .addNewCondition()
                    .withType("Ready").withStatus(ready ? "True" : "False")
                .endCondition()
                .withPodIP(address)
                .addNewPodIP(address)
                .withContainerStatuses(waiting()
                        .withReady(ready)
                        .withNewState().withNewRunning().endRunning().endState()
                        .build())
                .build());
        // @formatter:on
    }

    /** The container waits, as {@code kubectl get pods} shows it: {@code ImagePullBackOff} and the like. */
    void waits(String reason, int restarts) {
        // @formatter:off
        podIs(withContainer(waiting()
                .withRestartCount(restarts)
                .withNewState().withNewWaiting().withReason(reason).endWaiting().endState()
                .build()));
        // @formatter:on
    }

    /** The container has ended and is about to be started again. */
    void ended(String reason, int exitCode, int restarts) {
        // @formatter:off
        podIs(withContainer(waiting()
                .withRestartCount(restarts)
                .withNewState().withNewWaiting().withReason("CrashLoopBackOff").endWaiting().endState()
                .withNewLastState()
                    .withNewTerminated().withReason(reason).withExitCode(exitCode).endTerminated()
                .endLastState()
                .build()));
        // @formatter:on
    }

    /** The scheduler finds no node. */
    void findsNoNode(String message) {
        // @formatter:off
        podIs(new PodStatusBuilder()
                .withPhase("Pending")
                .addNewCondition()
                    .withType("PodScheduled").withStatus("False").withReason("Unschedulable").withMessage(message)
                .endCondition()
                .build());
        // @formatter:on
    }

    /** The node was short of something; what is left of the pod stays until it is tidied away. */
    void evicted() {
        podIs(new PodStatusBuilder().withPhase("Failed").withReason("Evicted").build());
    }

    private static PodStatus withContainer(ContainerStatus container) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .withContainerStatuses(container)
                .build();
    }

    private ContainerStatusBuilder waiting() {
        return new ContainerStatusBuilder()
                .withName(container)
                .withImage(container)
                .withImageID("")
                .withReady(false)
                .withRestartCount(0);
    }

    private Deployment deployment() {
        return client.resources(Deployment.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private void podIs(PodStatus status) {
        await().until(() -> deployment() != null);
        var template = deployment().getSpec().getTemplate();
        // @formatter:off
        Pod pod = client
                .resource(new PodBuilder()
                        .withNewMetadata()
                            .withNamespace(namespace)
                            .withGenerateName(name + "-")
                            .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .build())
                .create();
        client
                .resource(new PodBuilder()
                        .withNewMetadata()
                            .withNamespace(namespace)
                            .withName(pod.getMetadata().getName())
                        .endMetadata()
                        .withStatus(status)
                        .build())
                .patchStatus();
        // @formatter:on
    }
}
