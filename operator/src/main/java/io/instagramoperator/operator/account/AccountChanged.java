package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.instagramoperator.crds.account.InstagramAccount;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which changes of an account start a reconcile: of its spec, its annotations (people steer by them), its labels
 * (subscriptions choose by them), its deletion and its finalizers. Not of
 * its status, which only the operator writes.
 */
public class AccountChanged implements OnUpdateFilter<InstagramAccount> {

    @Override
    public boolean accept(InstagramAccount account, InstagramAccount before) {
        ObjectMeta now = account.getMetadata();
        ObjectMeta then = before.getMetadata();
        return !Objects.equals(now.getGeneration(), then.getGeneration())
                || !Objects.equals(now.getAnnotations(), then.getAnnotations())
                || !Objects.equals(now.getLabels(), then.getLabels())
                || !Objects.equals(now.getDeletionTimestamp(), then.getDeletionTimestamp())
                || !Objects.equals(now.getFinalizers(), then.getFinalizers());
    }
}
