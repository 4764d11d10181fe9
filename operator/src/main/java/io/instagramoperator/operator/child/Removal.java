package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes one very object, and none that has taken its name since: the client's own way cannot say so. */
public final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private Removal() {}

    /** Deletes it, unless it is gone or on its way. */
    public static void of(HasMetadata object, KubernetesClient client) {
        if (object.isMarkedForDeletion()) {
            return;
        }
        String name = object.getMetadata().getName();
        // @formatter:off
        DeleteOptions options = new DeleteOptionsBuilder()
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                    .withUid(object.getMetadata().getUid())
                .endPreconditions()
                .build();
        // @formatter:on
        try {
            client.raw(
                    "/apis/" + object.getApiVersion() + "/namespaces/"
                            + object.getMetadata().getNamespace() + "/" + object.getPlural() + "/" + name,
                    "DELETE",
                    options);
            LOG.info("{} {} is not wanted any more and was deleted", object.getKind(), name);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            LOG.debug("{} {} has gone before it was deleted", object.getKind(), name);
        }
    }
}
