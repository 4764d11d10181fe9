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
import java.util.Map;
import java.util.Optional;
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

    /** Takes it from this very child, unless that has gone, and from none that has taken its name since. */
    static void takeFrom(HasMetadata child, KubernetesClient client) {
        try {
            client.resource(child)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            Serialization.asJson(Map.of(
                                    "metadata",
                                    Map.of(
                                            "uid", child.getMetadata().getUid(),
                                            "ownerReferences", Ownership.owners(child)))));
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

    /** Asks the API server for the UID of the namespace. */
    static OwnerReference read(String name, KubernetesClient client) {
        Namespace namespace = client.namespaces().withName(name).require();
        return new OwnerReferenceBuilder()
                .withApiVersion(API_VERSION)
                .withKind(KIND)
                .withName(name)
                .withUid(namespace.getMetadata().getUid())
                .build();
    }
}
