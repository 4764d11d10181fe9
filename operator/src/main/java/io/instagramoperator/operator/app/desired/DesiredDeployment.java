package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.pod.PodsSpec;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.container.ConfigVolume;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.pod.PodTemplate;
import io.instagramoperator.operator.pod.Ports;
import java.util.List;

/** The Deployment that runs the gateway: any of its pods can take any webhook, so that they are replaced one after the other, and none is missed. */
public final class DesiredDeployment {

    private static final String CONFIG_FOLDER = "/etc/gateway";

    /** As long as the Endpoints take to reach every node and Ingress controller: until then webhooks still come to a pod that ends. */
    private static final long STILL_SENT_TO_SECONDS = 5;

    /** That, the 4 s that a delivery may take, and what else ends with the process. */
    private static final long GRACE_SECONDS = 30;

    private DesiredDeployment() {}

    public static Deployment of(Blueprint blueprint) {
        MetaApp app = blueprint.app();
        PodsSpec pods = app.getSpec().gateway();
        // @formatter:off
        return new DeploymentBuilder()
                .withMetadata(Identity.GATEWAY.metadata(app))
                .withNewSpec()
                    .withReplicas(pods.replicas())
                    .withRevisionHistoryLimit(2)
                    .withNewStrategy()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                            .withMaxUnavailable(new IntOrString(0))
                            .withMaxSurge(new IntOrString(1))
                        .endRollingUpdate()
                    .endStrategy()
                    .withNewSelector()
                        .withMatchLabels(Identity.GATEWAY.selector(app))
                    .endSelector()
                    .withNewTemplate()
                        .withNewMetadata()
                            .withLabels(pods.podLabels())
                            .addToLabels(Identity.GATEWAY.labels(app))
                            .withAnnotations(pods.podAnnotations())
                        .endMetadata()
                        .withSpec(pod(blueprint))
                    .endTemplate()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static PodSpec pod(Blueprint blueprint) {
        MetaApp app = blueprint.app();
        PodsSpec pods = app.getSpec().gateway();
        return PodTemplate.pod(pods, blueprint.name())
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withTopologySpreadConstraints(
                        pods.topologySpreadConstraints().isEmpty()
                                ? List.of(oneOnEachNode(app))
                                : pods.topologySpreadConstraints())
                .withContainers(container(blueprint))
                .withVolumes(ConfigVolume.of(blueprint.name(), AppSecrets.of(app.getSpec()).stream()))
                .build();
    }

    /** Where there are enough: one node that fails must not take all of the gateway along. */
    private static TopologySpreadConstraint oneOnEachNode(MetaApp app) {
        // @formatter:off
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                    .withMatchLabels(Identity.GATEWAY.selector(app))
                .endLabelSelector()
                .build();
        // @formatter:on
    }

    private static Container container(Blueprint blueprint) {
        // @formatter:off
        return PodTemplate.container(
                        Identity.GATEWAY.process(),
                        blueprint.app().getSpec().gateway(),
                        blueprint.settings().image(),
                        blueprint.settings().imagePullPolicy(),
                        "GATEWAY_CONFIG",
                        CONFIG_FOLDER + "/" + ConfigFile.NAME)
                .withPorts(
                        PodTemplate.port(Ports.WEBHOOK_NAME, Ports.WEBHOOK),
                        PodTemplate.port(Ports.MANAGEMENT_NAME, Ports.MANAGEMENT))
                .withNewLifecycle()
                    .withNewPreStop()
                        .withNewSleep(STILL_SENT_TO_SECONDS)
                    .endPreStop()
                .endLifecycle()
                .withVolumeMounts(ConfigVolume.mount(CONFIG_FOLDER))
                .build();
        // @formatter:on
    }
}
