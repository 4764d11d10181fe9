package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.child.ChildObject;
import io.instagramoperator.operator.child.Ownership;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * An object of a receiver.
 *
 * @param <R> its type
 */
abstract class ReceiverObject<R extends HasMetadata> extends ChildObject<R, InstagramAccount> {

    ReceiverObject() {
        super(new Ownership(InstagramAccount.class, ReceiverLabels.ACCOUNT));
    }

    @Override
    protected final R desired(InstagramAccount account, Context<InstagramAccount> context) {
        return desired(
                context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class));
    }

    /** The object as it should be. */
    abstract R desired(Blueprint blueprint);

    @Override
    protected String nameOf(InstagramAccount account) {
        return ReceiverName.of(account);
    }
}
