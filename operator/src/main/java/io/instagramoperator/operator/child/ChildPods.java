package io.instagramoperator.operator.child;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Set;
import java.util.stream.Stream;

/** The pods that the Deployments of resources make: where they are and what keeps them from running. */
public final class ChildPods {

    private ChildPods() {}

    /**
     * Has resources reconciled when their pods change.
     *
     * @param selector of the pods of all resources of the kind
     * @param label    the pods' label with the resource's name
     */
    public static <P extends HasMetadata> InformerEventSource<Pod, P> eventSource(
            EventSourceContext<P> context, String selector, String label) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, context.getPrimaryResourceClass())
                        .withName("pods")
                        .withLabelSelector(selector)
                        .withSecondaryToPrimaryMapper(pod -> ownerOf(pod, label))
                        .build(),
                context);
    }

    private static Set<ResourceID> ownerOf(Pod pod, String label) {
        String owner = pod.getMetadata().getLabels().get(label);
        return owner == null
                ? Set.of()
                : Set.of(new ResourceID(owner, pod.getMetadata().getNamespace()));
    }

    /** The pods that are neither on their way out nor over, as one that was evicted stays for a while; the newest first. */
    public static Stream<Pod> current(Context<?> context) {
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> !pod.isMarkedForDeletion() && !isOver(pod))
                .sorted(comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed());
    }

    private static boolean isOver(Pod pod) {
        String phase = pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** Whether something can be asked at the pod's address. */
    public static boolean canBeAsked(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase()) && pod.getStatus().getPodIP() != null;
    }
}
