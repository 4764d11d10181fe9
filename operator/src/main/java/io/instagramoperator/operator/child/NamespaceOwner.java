package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespace as the second owner of a child. When its resource is deleted in the foreground, which is what Argo CD does, the garbage collector
 * deletes at once, and whatever finalizers the resource has, all that has no other owner: the pod and its volume, with what is in it. So a child has
 * an owner that stays, until the operator lets go of it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion">Foreground cascading deletion</a>
 */
public final class NamespaceOwner {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceOwner.class);
    /** The garbage collector needs a moment for what it has to do with the objects of a resource. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final String KIND = HasMetadata.getKind(Namespace.class);
    private static final String API_VERSION = HasMetadata.getApiVersion(Namespace.class);

    private NamespaceOwner() {}

    /** Whether it is of this kind. */
    static boolean is(OwnerReference owner) {
        return KIND.equals(owner.getKind()) && API_VERSION.equals(owner.getApiVersion());
    }

    /** The one that a child has. */
    static Optional<OwnerReference> of(HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .filter(NamespaceOwner::is)
                .findFirst();
    }

    /**
     * Leaves this very child to the garbage collector, unless it has gone, and none that has taken its name since. Its resource owns it then, also
     * if the garbage collector has taken that from its owners.
     */
    static void takeFrom(HasMetadata child, HasMetadata resource, KubernetesClient client) {
        String uid = resource.getMetadata().getUid();
        Stream<OwnerReference> others =
                Ownership.owners(child).stream().filter(owner -> !owner.getUid().equals(uid));
        List<OwnerReference> owners =
                Stream.concat(Stream.of(Ownership.reference(resource)), others).toList();
        Map<String, Object> metadata = Map.of("uid", child.getMetadata().getUid(), "ownerReferences", owners);
        try {
            client.resource(child)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("metadata", metadata)));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            LOG.debug(
                    "{} {} has gone already",
                    child.getKind(),
                    child.getMetadata().getName());
        }
    }

    /** Whether the garbage collector is still busy with the objects of a resource, which was deleted with them or without them. */
    public static boolean isAtWork(HasMetadata resource) {
        return resource.getMetadata().getFinalizers().stream()
                .anyMatch(finalizer -> finalizer.equals("foregroundDeletion") || finalizer.equals("orphan"));
    }

    /** Asks the API server for the UID of the namespace; empty if it may not be read, or is gone. */
    static Optional<OwnerReference> read(String name, KubernetesClient client) {
        try {
            return Optional.ofNullable(client.namespaces().withName(name).get())
                    .map(namespace -> new OwnerReferenceBuilder()
                            .withApiVersion(API_VERSION)
                            .withKind(KIND)
                            .withName(name)
                            .withUid(namespace.getMetadata().getUid())
                            .build());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            LOG.warn(
                    "Namespace {} cannot be read, so what is deleted in the foreground there is not drained. Upgrade the operator's rights with it: {}",
                    name,
                    Children.message(e));
            return Optional.empty();
        }
    }
}
