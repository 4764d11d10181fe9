package io.instagramoperator.crds.subscription;

import io.instagramoperator.crds.ConditionName;

/**
 * Types of the conditions in the status of an {@link EventSubscription}. Where the reason of a status is not listed, it is the type's own
 * name, as in {@code Accepted=True, reason Accepted}. Messages name the object, the field and the remedy.
 */
public enum ConditionType implements ConditionName {
    /**
     * The spec can be acted on: it is valid, and there is an account for it. Without this no receiver hears of the subscription.
     * <ul>
     *   <li>False: {@link ConditionReason#INVALID_SPEC}, {@link ConditionReason#ACCOUNT_NOT_FOUND}, {@link ConditionReason#NO_ACCOUNT_MATCHES},
     *       {@link ConditionReason#TOO_MANY_SUBSCRIPTIONS}
     * </ul>
     */
    ACCEPTED("Accepted"),
    /**
     * The receivers of all accounts that are matched deliver, or have nothing to deliver. With several accounts the message names the first that
     * does not.
     * <ul>
     *   <li>False: {@link ConditionReason#SECRET_NOT_FOUND}, {@link ConditionReason#SECRET_KEY_MISSING}, {@link ConditionReason#SECRET_EMPTY},
     *       {@link ConditionReason#SECRET_INVALID}, {@link ConditionReason#ADDRESS_REFUSED}, {@link ConditionReason#GONE},
     *       {@link ConditionReason#ENDPOINT_FAILING}, {@link ConditionReason#BACKLOG_GROWING},
     *       {@link ConditionReason#SUBSCRIPTION_SUSPENDED}
     *   <li>Unknown: {@link ConditionReason#RECEIVER_NOT_READY}, {@link ConditionReason#NOT_ACCEPTED}
     * </ul>
     */
    DELIVERING("Delivering"),
    /** Both of the above. When not, status, reason and message are those of the first of them that is not true. */
    READY("Ready"),
    /**
     * True while the operator, a receiver or a retry still works towards the spec; there from the very first reconcile. kstatus reads it as
     * {@code InProgress}. The reason is that of the condition waited for, or {@code Ready}.
     */
    RECONCILING("Reconciling"),
    /**
     * True when nothing will change until a human acts; absent otherwise. kstatus reads it as {@code Failed}. The reason is that of the
     * condition that the human has to cure.
     */
    STALLED("Stalled");

    private final String type;

    ConditionType(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }
}
