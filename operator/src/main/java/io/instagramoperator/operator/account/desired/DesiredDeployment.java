package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.ReceiverResources;
import io.instagramoperator.crds.account.ReceiverSpec;
import io.instagramoperator.crds.account.ReceiverToleration;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.settings.ReceiverSettings;
import java.util.Map;

/**
 * The Deployment that runs the receiver. Its pod template holds nothing that a receiver re-reads, such as the hash of the configuration:
 * such a change would restart it for no reason.
 */
public final class DesiredDeployment {

    /** The pod's user and group; the images name the same. */
    private static final long UNPRIVILEGED = 65_532L;

    private DesiredDeployment() {}

    public static Deployment of(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        // @formatter:off
        return new DeploymentBuilder()
                .withMetadata(ReceiverMetadata.of(account))
                .withNewSpec()
                    .withReplicas(1)
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
                            .withLabels(ReceiverLabels.of(account))
                        .endMetadata()
                        .withSpec(pod(blueprint))
                    .endTemplate()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static PodSpec pod(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        ReceiverSpec receiver = account.getSpec().receiver();
        // @formatter:off
        return new PodSpecBuilder()
                .withServiceAccountName(ReceiverName.of(account))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                    .withRunAsNonRoot(true)
                    .withRunAsUser(UNPRIVILEGED)
                    .withRunAsGroup(UNPRIVILEGED)
                    .withFsGroup(UNPRIVILEGED)
                    .withFsGroupChangePolicy("OnRootMismatch")
                    .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                    .endSeccompProfile()
                .endSecurityContext()
                .withImagePullSecrets(receiver.imagePullSecrets().stream()
                        .map(secret -> new LocalObjectReference(secret.name()))
                        .toList())
                .withNodeSelector(receiver.nodeSelector())
                .withTolerations(receiver.tolerations().stream().map(DesiredDeployment::toleration).toList())
                .withContainers(container(blueprint))
                .withVolumes(ReceiverVolumes.of(blueprint))
                .build();
        // @formatter:on
    }

    private static Container container(Blueprint blueprint) {
        ReceiverSpec receiver = blueprint.account().getSpec().receiver();
        ReceiverSettings settings = blueprint.settings();
        // @formatter:off
        return new ContainerBuilder()
                .withName("receiver")
                .withImage(receiver.image().isEmpty() ? settings.image() : receiver.image())
                .withImagePullPolicy(settings.imagePullPolicy())
                .addNewEnv()
                    .withName("RECEIVER_CONFIG")
                    .withValue(ReceiverPaths.CONFIG_FOLDER + "/" + ReceiverPaths.CONFIG_FILE)
                .endEnv()
                .addNewEnv()
                    .withName("QUARKUS_LOG_LEVEL")
                    .withValue(receiver.logLevel().name())
                .endEnv()
                .withPorts(
                        port(ReceiverPorts.WEBHOOK_NAME, ReceiverPorts.WEBHOOK),
                        port(ReceiverPorts.API_NAME, ReceiverPorts.API),
                        port(ReceiverPorts.MANAGEMENT_NAME, ReceiverPorts.MANAGEMENT))
                .withStartupProbe(probe("started", 1, 120))
                .withLivenessProbe(probe("live", 10, 3))
                .withReadinessProbe(probe("ready", 2, 2))
                .withResources(resources(receiver.resources()))
                .withNewSecurityContext()
                    .withAllowPrivilegeEscalation(false)
                    .withReadOnlyRootFilesystem(true)
                    .withNewCapabilities()
                        .withDrop("ALL")
                    .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(ReceiverVolumes.mounts(blueprint))
                .build();
        // @formatter:on
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withContainerPort(number)
                .build();
    }

    private static Probe probe(String check, int periodSeconds, int failures) {
        // @formatter:off
        return new ProbeBuilder()
                .withNewHttpGet()
                    .withPath("/health/" + check)
                    .withPort(new IntOrString(ReceiverPorts.MANAGEMENT_NAME))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(2)
                .withFailureThreshold(failures)
                .build();
        // @formatter:on
    }

    /** As the account says; where it says nothing at all, what an ordinary account needs. Half of each could contradict the other. */
    private static ResourceRequirements resources(ReceiverResources resources) {
        if (resources.requests().isEmpty() && resources.limits().isEmpty()) {
            return new ResourceRequirementsBuilder()
                    .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("160Mi")))
                    .withLimits(Map.of("memory", new Quantity("320Mi")))
                    .build();
        }
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }

    private static Toleration toleration(ReceiverToleration toleration) {
        return new TolerationBuilder()
                .withKey(toleration.key())
                .withOperator(toleration.operator())
                .withValue(toleration.value())
                .withEffect(toleration.effect())
                .withTolerationSeconds(toleration.tolerationSeconds())
                .build();
    }
}
