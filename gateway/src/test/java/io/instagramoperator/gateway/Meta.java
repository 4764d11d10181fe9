package io.instagramoperator.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Delivers as Meta does. Of texts, each character is one byte. */
public final class Meta implements AutoCloseable {

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Meta(int port) {
        address = URI.create("http://127.0.0.1:" + port + GatewayHome.PATH);
    }

    /** A delivery with these entries. */
    public static String delivery(List<String> entries) {
        return "{\"object\":\"instagram\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    public static String delivery(String... entries) {
        return delivery(List.of(entries));
    }

    /** An entry with one message. */
    public static String message(String instagramId, String mid) {
        return """
                {"time":1747231893000,"id":"%s","messaging":[{"sender":{"id":"4711"},"recipient":{"id":"%s"},\
                "timestamp":1747231892000,"message":{"mid":"%s","text":"caf\\u00e9"}}]}""".formatted(instagramId, instagramId, mid);
    }

    /** Delivers once, and returns the status of the answer. */
    public int deliver(String body) {
        return deliverSigned(body, GatewayHome.APP_SECRET).join().statusCode();
    }

    public CompletableFuture<HttpResponse<String>> deliverSigned(String body, String secret) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        return post(bytes, WebhookSignature.HEADER, WebhookSignature.sign(AppSecret.of(secret), bytes));
    }

    public CompletableFuture<HttpResponse<String>> post(byte[] body, String... headers) {
        HttpRequest.Builder request = request("").POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String query) {
        return client.sendAsync(request(query).GET().build(), BodyHandlers.ofString())
                .join();
    }

    /** Delivers until it is acknowledged. Returns how often. */
    public int deliverUntilAcknowledged(String body) {
        int tries = 1;
        while (deliver(body) != 200) {
            tries++;
        }
        return tries;
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(address + query)).timeout(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        client.close();
    }
}
