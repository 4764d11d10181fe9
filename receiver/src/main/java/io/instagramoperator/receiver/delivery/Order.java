package io.instagramoperator.receiver.delivery;

import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.sink.HttpSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a subscription orders, and the sink that is made for it. */
record Order(Subscription subscription, HttpSink sink) {

    /** Tells one endpoint from another, without its address. */
    String endpoint() {
        return endpoint(subscription.http());
    }

    static String endpoint(Http http) {
        try {
            byte[] text = http.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
