package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.condition.Clause;
import java.util.List;
import java.util.Optional;

/**
 * A child that could not be applied.
 *
 * @param kind    such as {@code Deployment}
 * @param name    the child's name
 * @param cause   what the API server means by its refusal
 * @param message the API server's own words
 */
public record ChildFailure(String kind, String name, Cause cause, String message) {

    /** What a refusal means. */
    public enum Cause {
        /** The object is not valid: the same spec will always be refused. */
        INVALID,
        /** The storage class does not let the volume grow. */
        VOLUME_CANNOT_GROW,
        /** Only a claim that has its volume can grow: it will be tried again. */
        VOLUME_NOT_BOUND,
        /** The namespace is being deleted, nothing new can be made in it. */
        NAMESPACE_TERMINATING,
        /** An object of that name exists that the operator did not make. */
        NAME_TAKEN,
        /** An object of that name is left over from a deleted resource, and will be gone soon. */
        LEFT_OVER,
        /** The resource may go, and the object cannot be left to the garbage collector. */
        NOT_RELEASED,
        /** Anything else: no right, no quota, an admission webhook, no answer. Trying again may help. */
        OTHER
    }

    /** What the API server has against the spec, if it refuses an object that this asks for. */
    public static Optional<String> ofSpec(List<ChildFailure> failures) {
        return failures.stream()
                .filter(failure -> failure.cause() == Cause.INVALID)
                .findFirst()
                .map(failure -> "The API server refuses " + failure.kind() + " " + failure.name()
                        + ", which this spec asks for: " + Clause.of(failure.message())
                        + ". Change the field of the spec that it comes from");
    }

    /** What keeps a resource that may go, if there is something. */
    public static Optional<ChildFailure> notReleased(List<ChildFailure> failures) {
        return failures.stream()
                .filter(failure -> failure.cause() == Cause.NOT_RELEASED)
                .findFirst();
    }

    /** What has failed, and what comes of it for this resource. */
    public String inWords(HasMetadata resource) {
        return kind + " " + name
                + switch (cause) {
                    case NAME_TAKEN ->
                        " exists in namespace " + resource.getMetadata().getNamespace() + " and is not this "
                                + resource.getKind() + "'s. Delete it, or give the " + resource.getKind()
                                + " another name";
                    case LEFT_OVER ->
                        " is left over from a deleted " + resource.getKind()
                                + " of the same name. Kubernetes removes it soon, and it is made anew then";
                    case NOT_RELEASED ->
                        " cannot be left to the garbage collector, which is tried again: " + Clause.of(message)
                                + ". Let the operator change its metadata.ownerReferences";
                    default -> " could not be applied and will be tried again: " + Clause.of(message);
                };
    }
}
