package io.instagramoperator.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The status of a resource, to be written by server-side apply of the status alone. */
public final class StatusPatch {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPatch.class);

    private StatusPatch() {}

    /**
     * Writes, unless somebody has changed the resource since it was looked at: its spec may be another one now. The framework drops the events of
     * all changes that are older than a write of ours, so without this condition such a change would never be reconciled.
     *
     * @param seen  the resource as it was looked at
     * @param patch a new object of the same type, which is filled
     * @return the resource as it is then; empty if it has changed
     */
    public static <S, R extends CustomResource<?, S>> Optional<R> write(R seen, R patch, S status, Context<R> context) {
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(seen.getMetadata().getNamespace())
                .withName(seen.getMetadata().getName())
                .withResourceVersion(seen.getMetadata().getResourceVersion())
                .build());
        patch.setStatus(status);
        try {
            return Optional.of(context.resourceOperations().serverSideApplyPrimaryStatus(patch));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The API server keeps the time at which a manager last changed something. */
    public static Instant lastWrite(HasMetadata resource, String fieldManager) {
        return resource.getMetadata().getManagedFields().stream()
                .filter(entry -> fieldManager.equals(entry.getManager()) && "status".equals(entry.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Says what has become of condition Ready, if its reason is another one now. */
    public static void logReady(List<Condition> before, List<Condition> now) {
        Optional<String> last = ready(before).map(Condition::getReason);
        ready(now)
                .filter(ready -> !last.equals(Optional.of(ready.getReason())))
                .ifPresent(ready ->
                        LOG.info("Ready is {}, {}: {}", ready.getStatus(), ready.getReason(), ready.getMessage()));
    }

    private static Optional<Condition> ready(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .findFirst();
    }
}
