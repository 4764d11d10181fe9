package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One delivery of an event, signed by the text of Standard Webhooks and not by a library, so that the two are compared. */
record Delivery(String id, String timestamp, String signature, String body) {

    /** Keeps its connections open, as the receiver does. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Delivery of(String id, String body) {
        return new Delivery(id, Long.toString(Instant.now().getEpochSecond()), "", body);
    }

    Delivery sentAt(Instant time) {
        return new Delivery(id, Long.toString(time.getEpochSecond()), signature, body);
    }

    /** With one signature for each secret. */
    Delivery signedWith(String... secrets) {
        return withSignature(Arrays.stream(secrets).map(this::sign).collect(Collectors.joining(" ")));
    }

    Delivery withSignature(String signature) {
        return new Delivery(id, timestamp, signature, body);
    }

    Delivery withId(String id) {
        return new Delivery(id, timestamp, signature, body);
    }

    Delivery withBody(String body) {
        return new Delivery(id, timestamp, signature, body);
    }

    /** Sends it, and gives the status of the answer. */
    int to(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(body, UTF_8));
        Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature)
                .forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String sign(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
