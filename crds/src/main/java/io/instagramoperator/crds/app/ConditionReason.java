package io.instagramoperator.crds.app;

import io.instagramoperator.crds.Reason;

/** Reasons of the conditions in the status of a {@link MetaApp}; {@link ConditionType} says which belongs to which. */
public enum ConditionReason implements Reason {
    // Accepted

    /** The schema allows the spec, and yet it cannot be acted on; the message says why. */
    INVALID_SPEC("InvalidSpec"),

    // CredentialsReady

    /** A referenced Secret is not there. */
    SECRET_NOT_FOUND("SecretNotFound"),
    /** A referenced Secret is there without the key. */
    SECRET_KEY_MISSING("SecretKeyMissing"),
    /** A referenced Secret's key has no value. */
    SECRET_EMPTY("SecretEmpty"),

    // CredentialsReady, Subscribed

    /** Only the gateway can tell, and it has not reported yet; {@code GatewayReady} says why. */
    AWAITING_GATEWAY("AwaitingGateway"),

    // GatewayReady

    /** The first pods of the gateway are starting. */
    STARTING("Starting"),
    /** A changed Deployment is replacing the gateway's pods, one after the other. */
    ROLLOUT_IN_PROGRESS("RolloutInProgress"),
    /** The gateway ends again and again soon after its start. */
    CRASH_LOOPING("CrashLooping"),
    /** No node takes a pod. */
    UNSCHEDULABLE("Unschedulable"),
    /** The node cannot pull the gateway's image. */
    IMAGE_PULL_FAILED("ImagePullFailed"),
    /** The gateway runs with an older configuration: it has not seen the current one yet, or has refused it. */
    CONFIG_NOT_APPLIED("ConfigNotApplied"),
    /** The pods run, but their {@code /status} cannot be read. */
    STATUS_UNAVAILABLE("StatusUnavailable"),

    // Exposed

    /** No route is asked for: neither {@code spec.webhook.ingress} nor {@code spec.webhook.gateway}. */
    CLUSTER_ONLY("ClusterOnly"),
    /** The Ingress is not there, or no controller has said yet at which address it serves it. */
    INGRESS_PENDING("IngressPending"),
    /** A Gateway has not accepted the HTTPRoute. */
    ROUTE_NOT_ACCEPTED("RouteNotAccepted"),
    /** The cluster does not know the kind HTTPRoute. */
    GATEWAY_API_MISSING("GatewayApiMissing"),
    /** An older InstagramAccount of the same namespace and name has a route for the same host, and so for the same path. */
    PATH_TAKEN("PathTaken"),

    // Subscribed

    /** {@code registration: Manual}, and no signed webhook has arrived yet. */
    REGISTRATION_MANUAL("RegistrationManual"),
    /** Meta could not verify the callback URL. */
    CALLBACK_UNREACHABLE("CallbackUnreachable"),
    /** The Meta app has another callback URL, which is not taken over without being told to. */
    CALLBACK_TAKEN("CallbackTaken"),
    /** The Graph API refused the check or the registration, or does not answer. */
    GRAPH_ERROR("GraphError"),

    // Ready, Reconciling

    /** The app is being deleted: accounts still refer to it, or the gateway removes the callback at Meta. */
    DELETING("Deleting"),

    // Reconciling, Stalled

    /** The annotation {@code instagram-operator.io/paused} keeps the operator from acting. */
    PAUSED("Paused");

    private final String reason;

    ConditionReason(String reason) {
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason;
    }
}
