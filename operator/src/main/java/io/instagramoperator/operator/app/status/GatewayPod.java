package io.instagramoperator.operator.app.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.report.Observation;
import java.util.Optional;

/**
 * One pod of a gateway.
 *
 * @param pod         that is not on its way out
 * @param observation what it said
 */
public record GatewayPod(Pod pod, Optional<Observation<GatewayReport>> observation) {

    public String name() {
        return pod.getMetadata().getName();
    }

    /** What the pod reported, if it did. */
    public Optional<GatewayReport> report() {
        return observation.flatMap(Observation::heard);
    }

    /** Whether the pod reports that it lacks this configuration or a credential, and so waits for its volume to be refreshed. */
    public boolean lacks(String configHash) {
        return report().filter(report -> report.lacks(configHash)).isPresent();
    }
}
