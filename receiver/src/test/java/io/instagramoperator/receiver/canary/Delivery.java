package io.instagramoperator.receiver.canary;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.FakeMeta;

/** The body of a delivery with a message of a customer, and its signature. */
final class Delivery {

    private Delivery() {}

    static String of(String text) {
        return "{\"object\":\"instagram\",\"entry\":[{\"time\":1747231893000,\"id\":\"" + FakeMeta.ACCOUNT
                + "\",\"messaging\":[{\"sender\":{\"id\":\"4711\"},\"recipient\":{\"id\":\"" + FakeMeta.ACCOUNT
                + "\"},\"timestamp\":1747231892000,\"message\":{\"mid\":\"mid" + text.hashCode() + "\",\"text\":\""
                + text
                + "\"}}]}]}";
    }

    static String signature(String body) {
        return "sha256=" + AppSecret.of(Canary.APP_SECRET.value()).proofOf(body);
    }
}
