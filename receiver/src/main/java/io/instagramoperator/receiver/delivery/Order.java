package io.instagramoperator.receiver.delivery;

import io.instagramoperator.instagram.digest.Sha256;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.sink.HttpSink;
import java.nio.charset.StandardCharsets;

/** What a subscription orders, and the sink that is made for it. */
record Order(Subscription subscription, HttpSink sink) {

    /** Tells one endpoint from another, without its address. */
    String endpoint() {
        return endpoint(subscription.http());
    }

    static String endpoint(Http http) {
        return Sha256.hexOf(http.toString().getBytes(StandardCharsets.UTF_8));
    }
}
