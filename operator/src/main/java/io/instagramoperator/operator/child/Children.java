package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children of a kind of resource: finds them in the caches, applies them through the managed workflow, and says what a refusal of the API server
 * means.
 *
 * @param <P>     the resource
 * @param types   the types of the children
 * @param name    the name that all children of a resource have
 * @param special what a refusal means to a child, where that is more than in general
 */
public record Children<P extends HasMetadata>(
        List<Class<? extends HasMetadata>> types,
        Function<P, String> name,
        BiFunction<HasMetadata, KubernetesClientException, Optional<Cause>> special) {

    /** HTTP status 422, with which the API server says that an object is not valid. */
    public static final int UNPROCESSABLE = 422;

    private static final Logger LOG = LoggerFactory.getLogger(Children.class);

    /** The resource's own child, not one that is left over from a deleted resource of the same name. */
    public <R extends HasMetadata> Optional<R> find(Class<R> type, P resource, Context<P> context) {
        String wanted = name.apply(resource);
        return context.getSecondaryResourcesAsStream(type)
                .filter(child -> child.getMetadata().getName().equals(wanted))
                .filter(child -> Ownership.owners(child).isEmpty() || child.hasOwnerReferenceFor(resource))
                .findFirst();
    }

    /** The children that are there now, by their names for people. */
    public Map<String, HasMetadata> all(P resource, Context<P> context) {
        Map<String, HasMetadata> children = new LinkedHashMap<>();
        types.forEach(type -> find(type, resource, context)
                .ifPresent(child -> children.put(
                        type.getSimpleName() + " " + child.getMetadata().getName(), child)));
        return children;
    }

    /** Leaves the children to the garbage collector, which takes them when the resource is gone. Gives those that the API server keeps from it. */
    public List<ChildFailure> release(P resource, Context<P> context) {
        return types.stream()
                .flatMap(type -> release(type, resource, context.getClient()).stream())
                .toList();
    }

    private Optional<ChildFailure> release(Class<? extends HasMetadata> type, P resource, KubernetesClient client) {
        Stream<? extends HasMetadata> held = onServer(type, resource, client)
                .filter(child -> NamespaceOwner.of(child).isPresent())
                .filter(child -> Ownership.owners(child).isEmpty() || child.hasOwnerReferenceFor(resource));
        try {
            held.forEach(child -> NamespaceOwner.takeFrom(child, resource, client));
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(
                    new ChildFailure(type.getSimpleName(), name.apply(resource), Cause.NOT_RELEASED, message(e)));
        }
    }

    /**
     * Also one that no informer sees: it has lost its labels, or nothing of its type was applied since the start. There is a right to list, none to
     * get.
     */
    private Stream<? extends HasMetadata> onServer(
            Class<? extends HasMetadata> type, P resource, KubernetesClient client) {
        try {
            return client
                    .resources(type)
                    .inNamespace(resource.getMetadata().getNamespace())
                    .withField("metadata.name", name.apply(resource))
                    .list()
                    .getItems()
                    .stream();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            // The cluster does not know the type, such as HTTPRoute.
            return Stream.empty();
        }
    }

    /** When the child was applied last with something new. */
    public Instant written(Class<? extends HasMetadata> type, P resource, Context<P> context) {
        String manager = context.getControllerConfiguration().fieldManager();
        return find(type, resource, context).stream()
                .flatMap(child -> child.getMetadata().getManagedFields().stream())
                .filter(entry -> manager.equals(entry.getManager()))
                .map(ManagedFieldsEntry::getTime)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Applies what differs; the failures, if any. */
    @SuppressWarnings("rawtypes") // The framework's result has raw types.
    public List<ChildFailure> apply(P resource, Context<P> context) {
        try {
            namespaceOwner(resource, context).ifPresent(owner -> context.managedWorkflowAndDependentResourceContext()
                    .put(NamespaceOwner.class, owner));
        } catch (KubernetesClientException e) {
            String namespace = resource.getMetadata().getNamespace();
            return List.of(new ChildFailure("Namespace", namespace, Cause.OTHER, message(e)));
        }
        return reconcileWorkflow(context.managedWorkflowAndDependentResourceContext())
                .getErroredDependents()
                .entrySet()
                .stream()
                .map(failed -> failure(failed, resource, context))
                .toList();
    }

    private Optional<OwnerReference> namespaceOwner(P resource, Context<P> context) {
        return all(resource, context).values().stream()
                .flatMap(child -> NamespaceOwner.of(child).stream())
                .findFirst()
                .or(() -> NamespaceOwner.read(resource.getMetadata().getNamespace(), context.getClient()));
    }

    /** With version 7.7.3 of the Quarkus extension handleExceptionsInReconciler has no effect; the result is there nevertheless. */
    private static WorkflowReconcileResult reconcileWorkflow(ManagedWorkflowAndDependentResourceContext workflow) {
        try {
            return workflow.reconcileManagedWorkflow();
        } catch (AggregatedOperatorException e) {
            return workflow.getWorkflowReconcileResult().orElseThrow(() -> e);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private ChildFailure failure(Map.Entry<DependentResource, Exception> failed, P resource, Context<P> context) {
        Class<? extends HasMetadata> type = failed.getKey().resourceType();
        String child = name.apply(resource);
        if (failed.getValue() instanceof NotOurs taken) {
            Cause cause = taken.leftOver() ? Cause.LEFT_OVER : Cause.NAME_TAKEN;
            return new ChildFailure(type.getSimpleName(), child, cause, taken.toString());
        }
        if (failed.getValue() instanceof KubernetesClientException refusal) {
            LOG.debug("{} {} could not be applied: {}", type.getSimpleName(), child, message(refusal));
            return new ChildFailure(
                    type.getSimpleName(), child, cause(refusal, type, resource, context), message(refusal));
        }
        LOG.error("{} {} could not be applied", type.getSimpleName(), child, failed.getValue());
        return new ChildFailure(type.getSimpleName(), child, Cause.OTHER, "the operator failed, see its log");
    }

    private Cause cause(
            KubernetesClientException refusal, Class<? extends HasMetadata> type, P resource, Context<P> context) {
        if (namespaceTerminating(refusal)) {
            return Cause.NAMESPACE_TERMINATING;
        }
        return find(type, resource, context)
                .flatMap(child -> special.apply(child, refusal))
                .orElseGet(() -> generalCause(refusal));
    }

    private static Cause generalCause(KubernetesClientException refusal) {
        return switch (refusal.getCode()) {
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST -> Cause.INVALID;
            default -> Cause.OTHER;
        };
    }

    private static boolean namespaceTerminating(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus()).map(Status::getDetails).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    /** The first line of what the API server says. */
    public static String message(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus())
                .map(Status::getMessage)
                // What follows the first line of some is a listing of all fields.
                .flatMap(message -> message.lines().findFirst())
                .orElse("the API server does not answer");
    }
}
