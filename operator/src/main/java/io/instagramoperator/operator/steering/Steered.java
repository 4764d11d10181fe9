package io.instagramoperator.operator.steering;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which changes of a resource start a reconcile: of its spec, its annotations (people steer by them), its labels
 * (subscriptions choose by them), its deletion and its finalizers. Not of
 * its status, which only the operator writes.
 *
 * @param <R> the resource
 */
public class Steered<R extends HasMetadata> implements OnUpdateFilter<R> {

    @Override
    public boolean accept(R resource, R before) {
        ObjectMeta now = resource.getMetadata();
        ObjectMeta then = before.getMetadata();
        return !Objects.equals(now.getGeneration(), then.getGeneration())
                || !Objects.equals(now.getAnnotations(), then.getAnnotations())
                || !Objects.equals(now.getLabels(), then.getLabels())
                || !Objects.equals(now.getDeletionTimestamp(), then.getDeletionTimestamp())
                || !Objects.equals(now.getFinalizers(), then.getFinalizers());
    }
}
