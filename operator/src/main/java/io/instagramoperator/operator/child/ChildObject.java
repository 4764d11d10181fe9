package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object of a resource. What others change of it is put back, its labels and its owner among it, although informers find it by these; an object of
 * somebody else is never changed. One that is not wanted any more is deleted.
 *
 * @param <R> its type
 * @param <P> the type of the resource
 */
public abstract class ChildObject<R extends HasMetadata, P extends HasMetadata>
        extends CRUDKubernetesDependentResource<R, P> implements SecondaryToPrimaryMapper<R> {

    private final Ownership ownership;

    /** An object of a resource that {@code ownership} tells from others. */
    protected ChildObject(Ownership ownership) {
        this.ownership = ownership;
    }

    /** The name that all objects of the resource have. */
    protected abstract String nameOf(P resource);

    /** Whether one that is not wanted has to wait for what takes its place. */
    protected boolean stays(Context<P> context) {
        return false;
    }

    @Override
    public R create(R desired, P resource, Context<P> context) {
        try {
            return super.create(desired, resource, context);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return update(unseen(desired, context).orElseThrow(() -> e), desired, resource, context);
        }
    }

    @Override
    public R update(R actual, R desired, P resource, Context<P> context) {
        refuseUnlessOurs(actual, resource, context);
        // Of this very object and of none that has taken its name since.
        desired.getMetadata().setUid(actual.getMetadata().getUid());
        desired.getMetadata().setResourceVersion(null);
        return super.update(actual, desired, resource, context);
    }

    /** Throws if the object is not the resource's. */
    protected final void refuseUnlessOurs(R actual, P resource, Context<P> context) {
        ownership
                .objection(
                        actual, resource, context.getControllerConfiguration().fieldManager())
                .ifPresent(objection -> {
                    throw objection;
                });
    }

    @Override
    public Set<ResourceID> toPrimaryResourceIDs(R child) {
        return ownership.ownersOf(child);
    }

    @Override
    protected void addMetadata(boolean forMatch, @Nullable R actual, R desired, P resource, Context<P> context) {
        super.addMetadata(forMatch, actual, desired, resource, context);
        Optional<OwnerReference> namespace =
                context.managedWorkflowAndDependentResourceContext().get(NamespaceOwner.class, OwnerReference.class);
        desired.getMetadata()
                .setOwnerReferences(Stream.concat(Stream.of(Ownership.reference(resource)), namespace.stream())
                        .toList());
    }

    /** Done with the other metadata. */
    @Override
    protected void addReferenceHandlingMetadata(R desired, P resource) {}

    /** Also of one that is not wanted, for which there is nothing to be desired. */
    @Override
    protected ResourceID targetSecondaryResourceID(P resource, Context<P> context) {
        return new ResourceID(nameOf(resource), resource.getMetadata().getNamespace());
    }

    @Override
    protected void handleDelete(P resource, @Nullable R object, Context<P> context) {
        if (object != null && !stays(context)) {
            refuseUnlessOurs(object, resource, context);
            Removal.of(object, context.getClient());
        }
    }

    /** An object that no informer sees, because it lacks the labels. There is a right to list, none to get. */
    private Optional<R> unseen(R desired, Context<P> context) {
        return context
                .getClient()
                .resources(resourceType())
                .inNamespace(desired.getMetadata().getNamespace())
                .withField("metadata.name", desired.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .findFirst();
    }
}
