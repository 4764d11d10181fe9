package io.instagramoperator.simulator.webhook;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Verifies a callback before it is subscribed (Graph API, "Webhooks", Verification Requests). */
@Singleton
public class Handshake {

    private final Callback callback;

    Handshake(Callback callback) {
        this.callback = callback;
    }

    /** What was wrong, in the words of Meta's error 2200; empty if the callback answered with the challenge. */
    public Optional<String> failure(URI callbackUrl, String verifyToken) {
        String challenge = Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, Integer.MAX_VALUE));
        String query = "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8);
        String separator = callbackUrl.getRawQuery() == null ? "?" : "&";
        return switch (callback.get(URI.create(callbackUrl + separator + query))) {
            case Callback.Answer.None none ->
                Optional.of("Callback verification failed with the following errors: " + none.reason());
            case Callback.Answer.Status status
            when status.code() != 200 ->
                Optional.of(
                        "Callback verification failed with the following errors: HTTP Status Code = " + status.code());
            case Callback.Answer.Status status
            when !status.body().equals(challenge) ->
                Optional.of("The URL couldn't be validated. Response does not match challenge, expected value = '"
                        + challenge + "'");
            case Callback.Answer.Status _ -> Optional.empty();
        };
    }
}
