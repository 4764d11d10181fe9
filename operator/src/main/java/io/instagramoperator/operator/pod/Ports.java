package io.instagramoperator.operator.pod;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The ports of receivers and gateways: numbers and names are part of the contract with applications. */
public final class Ports {

    /** Meta's webhooks, the only port that the public reaches. */
    public static final int WEBHOOK = 8080;

    /** The application API, of receivers only. */
    public static final int API = 8081;

    /** Health, metrics and {@code /status}. */
    public static final int MANAGEMENT = 9000;

    public static final String WEBHOOK_NAME = "webhook";
    public static final String API_NAME = "api";
    public static final String MANAGEMENT_NAME = "management";

    private Ports() {}

    /** A port of a Service, which leads to the container's port of the same name. */
    public static ServicePort ofService(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(number)
                .withTargetPort(new IntOrString(name))
                .build();
    }
}
