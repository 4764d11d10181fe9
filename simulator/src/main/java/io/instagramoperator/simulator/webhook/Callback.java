package io.instagramoperator.simulator.webhook;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls the callback URL of an app, and waits five seconds at most (Messenger Platform, "Webhooks"). */
@Singleton
class Callback {

    /** What a callback answered. */
    sealed interface Answer {

        /** An HTTP answer. */
        record Status(int code, String body) implements Answer {}

        /** No answer, and why. */
        record None(String reason) implements Answer {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MAX_ANSWER_BYTES = 64 * 1024L;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    Answer get(URI uri) {
        return call(HttpRequest.newBuilder(uri).GET(), Map.of());
    }

    Answer post(URI uri, Map<String, String> headers, byte[] body) {
        return call(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body)), headers);
    }

    private Answer call(HttpRequest.Builder request, Map<String, String> headers) {
        request.timeout(PATIENCE).setHeader("Accept", "*/*").setHeader("User-Agent", "facebookexternalua");
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = client.send(
                    request.build(),
                    HttpResponse.BodyHandlers.limiting(
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES));
            return new Answer.Status(response.statusCode(), response.body());
        } catch (HttpTimeoutException e) {
            return new Answer.None("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ConnectException e) {
            return new Answer.None("could not connect");
        } catch (IOException e) {
            return new Answer.None("connection failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.None("interrupted");
        }
    }
}
