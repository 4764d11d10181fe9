package io.instagramoperator.operator.account;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.Pod;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Optional;
import java.util.Set;

/** The pods of receivers, which their Deployments make: where they are and what keeps them from running. */
final class ReceiverPods {

    private ReceiverPods() {}

    static InformerEventSource<Pod, InstagramAccount> eventSource(EventSourceContext<InstagramAccount> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, InstagramAccount.class)
                        .withName("receiver-pods")
                        .withLabelSelector(ReceiverLabels.SELECTOR)
                        .withSecondaryToPrimaryMapper(ReceiverPods::accountOf)
                        .build(),
                context);
    }

    private static Set<ResourceID> accountOf(Pod pod) {
        String account = pod.getMetadata().getLabels().get(ReceiverLabels.ACCOUNT);
        return account == null
                ? Set.of()
                : Set.of(new ResourceID(account, pod.getMetadata().getNamespace()));
    }

    /** The newest pod that is not on its way out. */
    static Optional<Pod> current(Context<InstagramAccount> context) {
        return context.getSecondaryResourcesAsStream(Pod.class)
                .filter(pod -> !pod.isMarkedForDeletion())
                .max(comparing(pod -> pod.getMetadata().getCreationTimestamp()));
    }
}
