package io.instagramoperator.crds.account;

import io.instagramoperator.crds.Reason;

/** Reasons of the conditions in the status of an {@link InstagramAccount}; {@link ConditionType} says which belongs to which. */
public enum ConditionReason implements Reason {
    // Accepted

    /** Another InstagramAccount in the watched namespaces claims the same {@code spec.instagramId}; the older one keeps it. */
    DUPLICATE_INSTAGRAM_ID("DuplicateInstagramId"),
    /** There is no MetaApp of the name that {@code spec.appRef} gives. */
    APP_NOT_FOUND("AppNotFound"),
    /** The schema allows the spec, and yet it cannot be acted on; the message says why. */
    INVALID_SPEC("InvalidSpec"),

    // CredentialsReady

    /** A referenced Secret is not there. */
    SECRET_NOT_FOUND("SecretNotFound"),
    /** A referenced Secret is there without the key. */
    SECRET_KEY_MISSING("SecretKeyMissing"),
    /** A referenced Secret's key has no value. */
    SECRET_EMPTY("SecretEmpty"),

    // CredentialsReady, Subscribed, TokenValid, Delivering

    /** Only the receiver can tell, and it has not reported yet; {@code ReceiverReady} says why. */
    AWAITING_RECEIVER("AwaitingReceiver"),

    // ReceiverReady

    /** The first pod of the receiver is starting. */
    STARTING("Starting"),
    /** A changed Deployment is replacing the receiver's pod. */
    ROLLOUT_IN_PROGRESS("RolloutInProgress"),
    /** The receiver ends again and again soon after its start. */
    CRASH_LOOPING("CrashLooping"),
    /** No node takes the pod, or its volume cannot be had. */
    UNSCHEDULABLE("Unschedulable"),
    /** The node cannot pull the receiver's image. */
    IMAGE_PULL_FAILED("ImagePullFailed"),
    /** The receiver runs with an older configuration: it has not seen the current one yet, or has refused it. */
    CONFIG_NOT_APPLIED("ConfigNotApplied"),
    /** The pod runs, but its {@code /status} cannot be read. */
    STATUS_UNAVAILABLE("StatusUnavailable"),
    /** The receiver's volume is full: webhooks are answered 503 until there is room. */
    STORE_FULL("StoreFull"),

    // Exposed

    /** No route is asked for: neither {@code spec.webhook.ingress} nor {@code spec.webhook.gateway}. */
    CLUSTER_ONLY("ClusterOnly"),
    /** The Ingress is not there, or no controller has said yet at which address it serves it. */
    INGRESS_PENDING("IngressPending"),
    /** A Gateway has not accepted the HTTPRoute. */
    ROUTE_NOT_ACCEPTED("RouteNotAccepted"),
    /** The cluster does not know the kind HTTPRoute. */
    GATEWAY_API_MISSING("GatewayApiMissing"),
    /** An older MetaApp of the same namespace and name has a route for the same host, and so for the same path. */
    PATH_TAKEN("PathTaken"),

    // Subscribed

    /** Only the gateway of the MetaApp can tell whether Meta has the app's callback, and it has not reported yet; the MetaApp's status says why. */
    AWAITING_GATEWAY("AwaitingGateway"),
    /** The account is not subscribed yet: not every ready pod of the MetaApp's gateway passes its webhooks on, and they would be lost. */
    GATEWAY_PENDING("GatewayPending"),
    /** {@code registration: Manual}, and no signed webhook has arrived yet. */
    REGISTRATION_MANUAL("RegistrationManual"),
    /** Meta could not verify the callback URL. */
    CALLBACK_UNREACHABLE("CallbackUnreachable"),
    /** The Meta app has another callback URL, which is not taken over without being told to. */
    CALLBACK_TAKEN("CallbackTaken"),
    /** The app has the callback, but the account is not subscribed to the app. */
    ACCOUNT_NOT_SUBSCRIBED("AccountNotSubscribed"),
    /** The account's owner does not allow connected tools to access messages. */
    MESSAGE_ACCESS_OFF("MessageAccessOff"),
    /** The Graph API refused the check or the subscription, or does not answer. */
    GRAPH_ERROR("GraphError"),

    // TokenValid

    /** The token's time is over. */
    TOKEN_EXPIRED("TokenExpired"),
    /** The token is valid and expires soon. */
    TOKEN_EXPIRING_SOON("TokenExpiringSoon"),
    /** Meta has withdrawn the token before its time. */
    TOKEN_REVOKED("TokenRevoked"),
    /** The token lacks a permission that the receiver needs. */
    PERMISSION_MISSING("PermissionMissing"),
    /** The token belongs to another account. */
    WRONG_ACCOUNT("WrongAccount"),
    /** Meta has not been asked yet, or has not answered. */
    UNVERIFIED("Unverified"),

    // Delivering

    /** The endpoint of a subscription fails, or wants no more events. */
    SUBSCRIPTION_FAILING("SubscriptionFailing"),
    /** Events of a subscription wait for long although its endpoint takes them. */
    BACKLOG_GROWING("BacklogGrowing"),
    /** No EventSubscription matches the account: its events are only pulled. */
    NO_SUBSCRIPTION("NoSubscription"),

    // Ready, Reconciling

    /** The account is being deleted, and the receiver unsubscribes and drains. */
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
