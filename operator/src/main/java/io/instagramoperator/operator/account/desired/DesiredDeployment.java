package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.pod.PodTemplate;
import io.instagramoperator.operator.pod.Ports;

/**
 * The Deployment that runs the receiver. Its pod template holds nothing that a receiver re-reads, such as the hash of the configuration:
 * such a change would restart it for no reason.
 */
public final class DesiredDeployment {

    /** Name of the container. */
    public static final String CONTAINER = "receiver";

    private DesiredDeployment() {}

    public static Deployment of(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        // @formatter:off
        return new DeploymentBuilder()
                .withMetadata(ReceiverLabels.metadata(account))
                .withNewSpec()
                    .withReplicas(blueprint.presence() == Presence.GONE ? 0 : account.getSpec().receiver().replicas())
                    .withRevisionHistoryLimit(2)
                    .withNewStrategy()
                        // The store has one writer: the old pod must be gone before the new one opens it.
                        .withType("Recreate")
                    .endStrategy()
                    .withNewSelector()
                        .withMatchLabels(ReceiverLabels.selectorOf(account))
                    .endSelector()
                    .withNewTemplate()
                        .withNewMetadata()
                            .withLabels(account.getSpec().receiver().podLabels())
                            .addToLabels(ReceiverLabels.of(account))
                            .withAnnotations(account.getSpec().receiver().podAnnotations())
                        .endMetadata()
                        .withSpec(pod(blueprint))
                    .endTemplate()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static PodSpec pod(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        return PodTemplate.pod(account.getSpec().receiver(), ReceiverName.of(account))
                .withContainers(container(blueprint))
                .withVolumes(ReceiverVolumes.of(blueprint))
                .build();
    }

    private static Container container(Blueprint blueprint) {
        return PodTemplate.container(
                        CONTAINER,
                        blueprint.account().getSpec().receiver(),
                        blueprint.settings().image(),
                        blueprint.settings().imagePullPolicy(),
                        "RECEIVER_CONFIG",
                        ReceiverPaths.CONFIG_FOLDER + "/" + ConfigFile.NAME)
                .withPorts(
                        PodTemplate.port(Ports.WEBHOOK_NAME, Ports.WEBHOOK),
                        PodTemplate.port(Ports.API_NAME, Ports.API),
                        PodTemplate.port(Ports.MANAGEMENT_NAME, Ports.MANAGEMENT))
                .withVolumeMounts(ReceiverVolumes.mounts(blueprint))
                .build();
    }
}
