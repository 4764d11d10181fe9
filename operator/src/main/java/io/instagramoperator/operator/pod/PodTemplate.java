package io.instagramoperator.operator.pod;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.instagramoperator.crds.pod.PodResources;
import io.instagramoperator.crds.pod.PodToleration;
import io.instagramoperator.crds.pod.PodsSpec;
import java.util.Map;

/**
 * What pods of receivers and gateways have in common: what the spec says of them, Pod Security <i>restricted</i>, probes. A template holds nothing
 * that is re-read, such as the hash of the configuration: such a change would restart the pod for no reason.
 */
public final class PodTemplate {

    /** The pod's user and group; the images name the same. */
    private static final long UNPRIVILEGED = 65_532L;

    private PodTemplate() {}

    /** The pod, without its container and its volumes. */
    public static PodSpecBuilder pod(PodsSpec spec, String serviceAccount) {
        // @formatter:off
        return new PodSpecBuilder()
                .withServiceAccountName(serviceAccount)
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
                .withImagePullSecrets(spec.imagePullSecrets().stream()
                        .map(secret -> new LocalObjectReference(secret.name()))
                        .toList())
                .withNodeSelector(spec.nodeSelector())
                .withTolerations(spec.tolerations().stream().map(PodTemplate::toleration).toList())
                .withAffinity(spec.affinity())
                .withTopologySpreadConstraints(spec.topologySpreadConstraints())
                .withPriorityClassName(spec.priorityClassName().isEmpty() ? null : spec.priorityClassName());
        // @formatter:on
    }

    /**
     * The container, without its ports and what is mounted.
     *
     * @param process what runs in it: its name
     * @param image   that is taken where the spec names none
     */
    public static ContainerBuilder container(
            String process, PodsSpec spec, String image, String pullPolicy, String configVariable, String configFile) {
        // @formatter:off
        return new ContainerBuilder()
                .withName(process)
                .withImage(spec.image().isEmpty() ? image : spec.image())
                .withImagePullPolicy(pullPolicy)
                .addNewEnv()
                    .withName(configVariable)
                    .withValue(configFile)
                .endEnv()
                .addNewEnv()
                    .withName("QUARKUS_LOG_LEVEL")
                    .withValue(spec.logLevel().name())
                .endEnv()
                .withStartupProbe(probe("started", 1, 120))
                .withLivenessProbe(probe("live", 10, 3))
                .withReadinessProbe(probe("ready", 2, 2))
                .withResources(resources(spec.resources()))
                .withNewSecurityContext()
                    .withAllowPrivilegeEscalation(false)
                    .withReadOnlyRootFilesystem(true)
                    .withNewCapabilities()
                        .withDrop("ALL")
                    .endCapabilities()
                .endSecurityContext();
        // @formatter:on
    }

    /** One of the container's ports. */
    public static ContainerPort port(String name, int number) {
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
                    .withPort(new IntOrString(Ports.MANAGEMENT_NAME))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(2)
                .withFailureThreshold(failures)
                .build();
        // @formatter:on
    }

    /** As the spec says; where it says nothing at all, what is ordinarily needed. Half of each could contradict the other. */
    private static ResourceRequirements resources(PodResources resources) {
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

    private static Toleration toleration(PodToleration toleration) {
        return new TolerationBuilder()
                .withKey(toleration.key())
                .withOperator(toleration.operator())
                .withValue(toleration.value())
                .withEffect(toleration.effect())
                .withTolerationSeconds(toleration.tolerationSeconds())
                .build();
    }
}
