package io.instagramoperator.operator.app.desired;

/** The labels of everything that belongs to a gateway. */
public final class GatewayLabels {

    /** Selects what this operator made for gateways, of whatever app. */
    public static final String SELECTOR =
            "app.kubernetes.io/name=instagram-gateway,app.kubernetes.io/managed-by=instagram-operator";

    private GatewayLabels() {}
}
