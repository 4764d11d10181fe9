package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call and tells how far it got. Never follows a redirect (the token would go along) and never repeats a POST:
 * the JDK's client repeats only idempotent requests, and of others only the attempt to connect.
 */
final class GraphTransport implements AutoCloseable {

    private static final long MAX_ANSWER_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Duration deadline;
    private final CallListener listener;

    GraphTransport(Duration connectDeadline, Duration deadline, CallListener listener) {
        this.deadline = deadline;
        this.listener = listener;
        this.http = HttpClient.newBuilder()
                // One connection per call in flight: a connection that is cut concerns one call.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectDeadline)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Blocks until the answer is there, or the deadline is over. */
    GraphResult<JsonNode> call(Operation operation, HttpRequest request, List<Secret> secrets) {
        long start = System.nanoTime();
        Heard heard = exchange(request, secrets);
        listener.completed(operation, heard.result(), heard.usage(), Duration.ofNanos(System.nanoTime() - start));
        return heard.result();
    }

    private record Heard(GraphResult<JsonNode> result, Usage usage) {

        static Heard nothing(GraphResult<JsonNode> result) {
            return new Heard(result, Usage.NONE);
        }
    }

    private Heard exchange(HttpRequest request, List<Secret> secrets) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        String host = request.uri().getAuthority();
        try {
            HttpResponse<byte[]> answer = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Heard(read(answer.statusCode(), answer.body(), secrets), Usage.of(answer.headers()));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return Heard.nothing(
                    new GraphResult.Ambiguous<>(host + " did not answer within " + deadline.toSeconds() + " s"));
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return Heard.nothing(new GraphResult.Ambiguous<>("this process is stopping"));
        } catch (ExecutionException e) {
            return Heard.nothing(failed(host, e.getCause(), secrets));
        }
    }

    private static <T> GraphResult<T> failed(String host, @Nullable Throwable cause, List<Secret> secrets) {
        String what = Redaction.redact(String.valueOf(cause), secrets);
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                new GraphResult.Unreachable<>("no connection to " + host + " in time");
            case ConnectException e
            when hasCause(e, UnresolvedAddressException.class) ->
                new GraphResult.Unreachable<>("the host name of " + host + " cannot be resolved");
            case ConnectException _ -> new GraphResult.Unreachable<>("no connection to " + host);
            case UnknownHostException _ ->
                new GraphResult.Unreachable<>("the host name of " + host + " cannot be resolved");
            case SSLHandshakeException _ -> new GraphResult.Unreachable<>("no TLS session with " + host + ": " + what);
            case IOException _ -> new GraphResult.Ambiguous<>("the connection to " + host + " failed: " + what);
            case null, default -> new GraphResult.Ambiguous<>("the call to " + host + " failed: " + what);
        };
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static GraphResult<JsonNode> read(int status, byte[] body, List<Secret> secrets) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            json = JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        JsonNode error = json.path("error");
        if (error.isObject()) {
            return new GraphResult.Refused<>(error(error, status, secrets));
        }
        if (status == 429) {
            return new GraphResult.Refused<>(new GraphError(0, 0, "too many requests", "", false, status));
        }
        if (status != 200) {
            return new GraphResult.Ambiguous<>("HTTP " + status + " without an error object");
        }
        if (!json.isObject()) {
            return new GraphResult.Ambiguous<>("HTTP 200 with something other than a JSON object");
        }
        return new GraphResult.Ok<>(json);
    }

    static GraphError error(JsonNode error, int status, List<Secret> secrets) {
        return new GraphError(
                error.path("code").asInt(),
                error.has("error_subcode")
                        ? error.path("error_subcode").asInt()
                        : error.path("subcode").asInt(),
                Redaction.redact(error.path("message").asText(), secrets),
                Redaction.redact(error.path("fbtrace_id").asText(), secrets),
                error.path("is_transient").asBoolean(),
                status);
    }

    /** Stops at once; calls in flight end as ambiguous. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
