package io.instagramoperator.operator.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment and its pods as they are.
 *
 * @param process    what runs in the pods: receiver or gateway. The container and the field of the spec have the same name
 * @param namespace  of all these
 * @param name       of the Deployment
 * @param deployment absent: it is not there
 * @param pods       that are not on their way out, the newest first
 * @param ownImage   whether the spec names the image
 */
public record Workload(
        String process,
        String namespace,
        String name,
        Optional<Deployment> deployment,
        List<Pod> pods,
        boolean ownImage) {

    /** The field of the spec that says how the pods run. */
    public String field() {
        return "spec." + process;
    }

    /** How many pods are ready. */
    public int ready() {
        return deployment
                .map(Deployment::getStatus)
                .map(status -> orZero(status.getReadyReplicas()))
                .orElse(0);
    }

    /** How many pods there should be; {@code otherwise} without a Deployment. */
    public int wanted(int otherwise) {
        return deployment.map(it -> orZero(it.getSpec().getReplicas())).orElse(otherwise);
    }

    /** Whether pods of an older template are being replaced. A Deployment's generation counts the changes of its spec: the first is its creation. */
    public boolean rolling() {
        return deployment
                .filter(it -> it.getMetadata().getGeneration() > 1)
                .filter(it -> !upToDate(it))
                .isPresent();
    }

    private static boolean upToDate(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && orZero(status.getUpdatedReplicas())
                        >= orZero(deployment.getSpec().getReplicas());
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
