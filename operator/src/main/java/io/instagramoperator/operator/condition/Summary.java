package io.instagramoperator.operator.condition;

import static io.instagramoperator.crds.account.ConditionReason.DELETING;
import static io.instagramoperator.crds.account.ConditionReason.PAUSED;
import static io.instagramoperator.crds.account.ConditionType.READY;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.condition.Verdict.Status;
import io.instagramoperator.operator.steering.Annotations;
import java.util.Collection;
import java.util.Optional;

/**
 * The conditions that follow from the others of a resource. Their names and reasons are the same for all kinds with pods.
 *
 * @param ready       whether all is well
 * @param reconciling whether work goes on
 * @param stalled     what a human must do; absent: nothing
 */
public record Summary(Verdict ready, Verdict reconciling, Optional<Verdict> stalled) {

    /** The first verdict that is false: it is certain. Only when there is none, the first that is unknown, which may be only a consequence. */
    public static Optional<Verdict> obstacle(Collection<Verdict> judged) {
        return first(judged, Status.FALSE).or(() -> first(judged, Status.UNKNOWN));
    }

    private static Optional<Verdict> first(Collection<Verdict> judged, Status status) {
        return judged.stream().filter(verdict -> verdict.status() == status).findFirst();
    }

    /** All is well. */
    public static Summary ready(HasMetadata resource, String message) {
        return new Summary(
                Verdict.isTrue(READY, message),
                Annotations.paused(resource) ? paused(resource) : Verdict.isFalse(READY, "The spec is in force"),
                Optional.empty());
    }

    /** The obstacle is in the way, and time or a human removes it. */
    public static Summary notReady(HasMetadata resource, Verdict obstacle, boolean needsAHuman) {
        if (Annotations.paused(resource)) {
            return new Summary(obstacle, paused(resource), Optional.empty());
        }
        Verdict busy = new Verdict(Status.TRUE, obstacle.reason(), obstacle.message());
        return needsAHuman
                ? new Summary(
                        obstacle,
                        new Verdict(
                                Status.FALSE, obstacle.reason(), "Waits for somebody to act, see condition Stalled"),
                        Optional.of(busy))
                : new Summary(obstacle, busy, Optional.empty());
    }

    /**
     * The resource is deleted.
     *
     * @param message  what it waits for, and how not to
     * @param forHuman what only a human removes
     */
    public static Summary leaving(HasMetadata resource, String message, Optional<Verdict> forHuman) {
        Verdict notReady = Verdict.isFalse(DELETING, message);
        if (forHuman.isEmpty() && !Annotations.paused(resource)) {
            return new Summary(notReady, Verdict.isTrue(DELETING, message), Optional.empty());
        }
        String reason = forHuman.map(Verdict::reason).orElse(PAUSED.reason());
        return new Summary(
                notReady,
                Verdict.isFalse(DELETING, "Waits for somebody to act, see condition Stalled"),
                Optional.of(new Verdict(Status.TRUE, reason, message)));
    }

    private static Verdict paused(HasMetadata resource) {
        return Verdict.isFalse(
                PAUSED,
                "Annotation " + Annotations.PAUSED
                        + " is \"true\": what runs goes on and its objects are left as they are. To resume: "
                        + Kubectl.removeAnnotation(resource, Annotations.PAUSED));
    }
}
