package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.receiver.webhook.TestReceiver.ACCOUNT;

/** Deliveries and their parts, as text. */
final class Deliveries {

    private Deliveries() {}

    static String message(String mid) {
        return envelope(item(mid));
    }

    static String envelope(String items) {
        return "{\"object\":\"instagram\",\"entry\":[{\"id\":\"" + ACCOUNT + "\",\"messaging\":[" + items + "]}]}";
    }

    static String item(String mid) {
        return "{\"sender\":{\"id\":\"1000000000000001\"},\"recipient\":{\"id\":\"" + ACCOUNT
                + "\"},\"timestamp\":1700000000001,\"message\":{\"mid\":\"" + mid + "\",\"text\":\"caf\\u00e9\"}}";
    }
}
