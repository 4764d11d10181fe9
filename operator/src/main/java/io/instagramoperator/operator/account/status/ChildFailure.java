package io.instagramoperator.operator.account.status;

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
        /** The namespace is being deleted, nothing new can be made in it. */
        NAMESPACE_TERMINATING,
        /** An object of that name exists that the operator did not make. */
        NAME_TAKEN,
        /** Anything else: no right, no quota, an admission webhook, no answer. Trying again may help. */
        OTHER
    }
}
