package io.instagramoperator.crds.account;

import io.instagramoperator.crds.ConditionName;

/**
 * Types of the conditions in the status of an {@link InstagramAccount}. Where the reason of a status is not listed, it is the type's own
 * name, as in {@code Accepted=True, reason Accepted}. Messages name the object, the field and the remedy.
 */
public enum ConditionType implements ConditionName {
    /**
     * The spec can be acted on.
     * <ul>
     *   <li>False: {@link ConditionReason#DUPLICATE_INSTAGRAM_ID}, {@link ConditionReason#APP_NOT_FOUND}, {@link ConditionReason#INVALID_SPEC}
     * </ul>
     */
    ACCEPTED("Accepted"),
    /**
     * Every referenced Secret key is mounted into the receiver and not empty.
     * <ul>
     *   <li>False: {@link ConditionReason#SECRET_NOT_FOUND}, {@link ConditionReason#SECRET_KEY_MISSING}, {@link ConditionReason#SECRET_EMPTY}
     *   <li>Unknown: {@link ConditionReason#AWAITING_RECEIVER}
     * </ul>
     */
    CREDENTIALS_READY("CredentialsReady"),
    /**
     * The receiver's Deployment has its ready pods, and they have applied the current configuration.
     * <ul>
     *   <li>False: {@link ConditionReason#STARTING}, {@link ConditionReason#ROLLOUT_IN_PROGRESS}, {@link ConditionReason#CRASH_LOOPING},
     *       {@link ConditionReason#UNSCHEDULABLE}, {@link ConditionReason#IMAGE_PULL_FAILED}, {@link ConditionReason#CONFIG_NOT_APPLIED},
     *       {@link ConditionReason#STORE_FULL}
     *   <li>Unknown: {@link ConditionReason#STATUS_UNAVAILABLE}
     * </ul>
     */
    RECEIVER_READY("ReceiverReady"),
    /**
     * What makes the callback reachable from outside is in force.
     * <ul>
     *   <li>True also with: {@link ConditionReason#CLUSTER_ONLY}
     *   <li>False: {@link ConditionReason#INGRESS_PENDING}, {@link ConditionReason#ROUTE_NOT_ACCEPTED},
     *       {@link ConditionReason#GATEWAY_API_MISSING}, {@link ConditionReason#PATH_TAKEN}
     * </ul>
     */
    EXPOSED("Exposed"),
    /**
     * Meta has our callback and fields, and the account is subscribed. With {@code spec.appRef} the first of these is what the MetaApp's
     * condition of the same name says, and its reason is this one's as well.
     * <ul>
     *   <li>False: {@link ConditionReason#CALLBACK_UNREACHABLE}, {@link ConditionReason#CALLBACK_TAKEN},
     *       {@link ConditionReason#ACCOUNT_NOT_SUBSCRIBED}, {@link ConditionReason#GATEWAY_PENDING}, {@link ConditionReason#MESSAGE_ACCESS_OFF},
     *       {@link ConditionReason#GRAPH_ERROR}
     *   <li>Unknown: {@link ConditionReason#REGISTRATION_MANUAL}, {@link ConditionReason#AWAITING_GATEWAY},
     *       {@link ConditionReason#AWAITING_RECEIVER}
     * </ul>
     */
    SUBSCRIBED("Subscribed"),
    /**
     * Meta says that the access token is valid, for this account, with the permissions that are needed.
     * <ul>
     *   <li>True also with: {@link ConditionReason#TOKEN_EXPIRING_SOON}
     *   <li>False: {@link ConditionReason#TOKEN_EXPIRED}, {@link ConditionReason#TOKEN_REVOKED},
     *       {@link ConditionReason#PERMISSION_MISSING}, {@link ConditionReason#WRONG_ACCOUNT}
     *   <li>Unknown: {@link ConditionReason#UNVERIFIED}, {@link ConditionReason#AWAITING_RECEIVER}
     * </ul>
     */
    TOKEN_VALID("TokenValid"),
    /**
     * All subscriptions of the account progress, but for those that their owner has suspended. {@link #READY} does not depend on it: an
     * application that is down is no fault of the account.
     * <ul>
     *   <li>False: {@link ConditionReason#SUBSCRIPTION_FAILING}, {@link ConditionReason#BACKLOG_GROWING}
     *   <li>Unknown: {@link ConditionReason#NO_SUBSCRIPTION}, {@link ConditionReason#AWAITING_RECEIVER}
     * </ul>
     */
    DELIVERING("Delivering"),
    /**
     * Webhooks arrive and replies can go out: all of the above but {@link #DELIVERING} are true. When not, status, reason and message are those of the first of
     * them, in the order of this enum, that is false, or if none is, of the first that is unknown: what is unknown is often only a
     * consequence of what is false. While the account is deleted, False with {@link ConditionReason#DELETING}.
     */
    READY("Ready"),
    /**
     * True while the operator or the receiver still works towards the spec; there from the very first reconcile. kstatus reads it as
     * {@code InProgress}. The reason is that of the condition waited for, {@link ConditionReason#DELETING}, or {@code Ready}; False with
     * {@link ConditionReason#PAUSED} while the operator is told not to act.
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
