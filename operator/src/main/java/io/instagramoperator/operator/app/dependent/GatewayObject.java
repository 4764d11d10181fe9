package io.instagramoperator.operator.app.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.child.ChildObject;
import io.instagramoperator.operator.child.Ownership;
import io.instagramoperator.operator.identity.Identity;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * An object of a gateway.
 *
 * @param <R> its type
 */
abstract class GatewayObject<R extends HasMetadata> extends ChildObject<R, MetaApp> {

    GatewayObject() {
        super(new Ownership(MetaApp.class, Identity.GATEWAY.ownerLabel()));
    }

    @Override
    protected final R desired(MetaApp app, Context<MetaApp> context) {
        return desired(blueprint(context));
    }

    /** The object as it should be. */
    abstract R desired(Blueprint blueprint);

    @Override
    protected String nameOf(MetaApp app) {
        return Identity.GATEWAY.name(app);
    }

    static Blueprint blueprint(Context<MetaApp> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(Blueprint.class, Blueprint.class);
    }
}
