package io.instagramoperator.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.instagramoperator.operator.event.ConditionNotices;
import io.instagramoperator.operator.event.EventRecorder;
import io.instagramoperator.operator.status.WritePace.Decision;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes the status of resources of a kind, and tells what has become of their conditions.
 *
 * @param <S>        the status
 * @param <R>        the resource
 * @param blank      makes an empty resource
 * @param conditions of a status
 * @param events     is told
 */
public record StatusWriter<S, R extends CustomResource<?, S>>(
        Supplier<R> blank, Function<S, List<Condition>> conditions, EventRecorder events) {

    /** When to look again at a resource that has changed while it was looked at; its event usually comes first. */
    public static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

    /** Gives a resource that has no status its first one, so that nobody who waits for it has to guess. Returns the resource as it is then. */
    public R writeFirst(R seen, Supplier<S> first, Context<R> context) {
        return lastConditions(seen).isEmpty()
                ? writeNow(first.get(), seen, context).orElse(seen)
                : seen;
    }

    /** Writes the status if that was decided. Returns how long until more of it may be written. */
    public Optional<Duration> write(Decision<S> decision, R seen, Context<R> context) {
        boolean conflict = decision.write()
                .filter(status -> writeNow(status, seen, context).isEmpty())
                .isPresent();
        return conflict ? Optional.of(AFTER_CONFLICT) : decision.again();
    }

    /** Writes the status. Returns the resource as it is then; empty if somebody has changed it since it was looked at. */
    public Optional<R> writeNow(S status, R seen, Context<R> context) {
        Optional<R> written = StatusPatch.write(seen, blank.get(), status, context);
        written.ifPresent(_ -> {
            List<Condition> before = lastConditions(seen);
            List<Condition> now = conditions.apply(status);
            StatusPatch.logReady(before, now);
            events.tell(seen, ConditionNotices.of(before, now), context.getClient());
        });
        return written;
    }

    /** None in a new resource: its status is the default of the schema. */
    private List<Condition> lastConditions(R resource) {
        return resource.getStatus() == null ? List.of() : conditions.apply(resource.getStatus());
    }
}
