package io.instagramoperator.crds.app;

import io.instagramoperator.crds.ConditionName;

/**
 * Types of the conditions in the status of a {@link MetaApp}. Where the reason of a status is not listed, it is the type's own
 * name, as in {@code Accepted=True, reason Accepted}. Messages name the object, the field and the remedy.
 */
public enum ConditionType implements ConditionName {
    /**
     * The spec can be acted on.
     * <ul>
     *   <li>False: {@link ConditionReason#INVALID_SPEC}
     * </ul>
     */
    ACCEPTED("Accepted"),
    /**
     * Every referenced Secret key is mounted into the gateway and not empty.
     * <ul>
     *   <li>False: {@link ConditionReason#SECRET_NOT_FOUND}, {@link ConditionReason#SECRET_KEY_MISSING}, {@link ConditionReason#SECRET_EMPTY}
     *   <li>Unknown: {@link ConditionReason#AWAITING_GATEWAY}
     * </ul>
     */
    CREDENTIALS_READY("CredentialsReady"),
    /**
     * The gateway's Deployment has its ready pods, and they have applied the current configuration.
     * <ul>
     *   <li>False: {@link ConditionReason#STARTING}, {@link ConditionReason#ROLLOUT_IN_PROGRESS}, {@link ConditionReason#CRASH_LOOPING},
     *       {@link ConditionReason#UNSCHEDULABLE}, {@link ConditionReason#IMAGE_PULL_FAILED}, {@link ConditionReason#CONFIG_NOT_APPLIED}
     *   <li>Unknown: {@link ConditionReason#STATUS_UNAVAILABLE}
     * </ul>
     */
    GATEWAY_READY("GatewayReady"),
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
     * Meta has the gateway's callback and the fields. That each account is subscribed is said in the account's own status.
     * <ul>
     *   <li>False: {@link ConditionReason#CALLBACK_UNREACHABLE}, {@link ConditionReason#CALLBACK_TAKEN}, {@link ConditionReason#GRAPH_ERROR}
     *   <li>Unknown: {@link ConditionReason#REGISTRATION_MANUAL}, {@link ConditionReason#AWAITING_GATEWAY}
     * </ul>
     */
    SUBSCRIBED("Subscribed"),
    /**
     * Webhooks arrive and are passed on: all of the above are true. When not, status, reason and message are those of the first of them, in the
     * order of this enum, that is false, or if none is, of the first that is unknown. While the app is deleted, False with
     * {@link ConditionReason#DELETING}.
     */
    READY("Ready"),
    /**
     * True while the operator or the gateway still works towards the spec; there from the very first reconcile. kstatus reads it as
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
