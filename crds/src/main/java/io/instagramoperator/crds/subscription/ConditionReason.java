package io.instagramoperator.crds.subscription;

import io.instagramoperator.crds.Reason;

/** Reasons of the conditions in the status of an {@link EventSubscription}; {@link ConditionType} says which belongs to which. */
public enum ConditionReason implements Reason {
    // Accepted

    /** The schema allows the spec, and yet it cannot be acted on; the message says why. */
    INVALID_SPEC("InvalidSpec"),
    /** There is no InstagramAccount of the name in {@code spec.accountRef}. */
    ACCOUNT_NOT_FOUND("AccountNotFound"),
    /** No InstagramAccount of the namespace has the labels that {@code spec.accountSelector} asks for. */
    NO_ACCOUNT_MATCHES("NoAccountMatches"),
    /** An account has more subscriptions than a receiver takes; the first by name are in force. */
    TOO_MANY_SUBSCRIPTIONS("TooManySubscriptions"),

    // Delivering

    /** A referenced Secret is not there. */
    SECRET_NOT_FOUND("SecretNotFound"),
    /** A referenced Secret is there without the key. */
    SECRET_KEY_MISSING("SecretKeyMissing"),
    /** A referenced Secret's key has no value. */
    SECRET_EMPTY("SecretEmpty"),
    /** A referenced Secret's key has a value that cannot be used, such as no Standard Webhooks secret or no certificate. */
    SECRET_INVALID("SecretInvalid"),
    /** The endpoint's name has no address, or none that a receiver may connect to. */
    ADDRESS_REFUSED("AddressRefused"),
    /** The endpoint answered 410: it wants no more events. */
    GONE("Gone"),
    /** Requests fail; they are tried again until {@code spec.delivery.maxAge}. */
    ENDPOINT_FAILING("EndpointFailing"),
    /** Events wait for long although the endpoint takes them. */
    BACKLOG_GROWING("BacklogGrowing"),
    /** {@code spec.suspended} is true. */
    SUBSCRIPTION_SUSPENDED("SubscriptionSuspended"),
    /** Only the account's receiver can tell, and it is not ready or has not reported on the subscription yet. */
    RECEIVER_NOT_READY("ReceiverNotReady"),
    /** No receiver was told, see condition Accepted. */
    NOT_ACCEPTED("NotAccepted");

    private final String reason;

    ConditionReason(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
