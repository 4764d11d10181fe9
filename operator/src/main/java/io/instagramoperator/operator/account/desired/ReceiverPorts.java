package io.instagramoperator.operator.account.desired;

/** The ports of a receiver: numbers and names are part of the contract with applications. */
public final class ReceiverPorts {

    /** Meta's webhooks, the only port that the public reaches. */
    public static final int WEBHOOK = 8080;

    /** The application API. */
    public static final int API = 8081;

    /** Health, metrics and {@code /status}. */
    public static final int MANAGEMENT = 9000;

    static final String WEBHOOK_NAME = "webhook";
    static final String API_NAME = "api";
    static final String MANAGEMENT_NAME = "management";

    private ReceiverPorts() {}
}
