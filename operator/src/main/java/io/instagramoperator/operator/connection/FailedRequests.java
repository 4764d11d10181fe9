package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log that the API server does not answer, is overloaded or forbids something: at most once a minute, however many requests fail. The
 * client and the framework try again by themselves, and say nothing of it or too much.
 */
final class FailedRequests implements Interceptor {

    static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailedRequests.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Clock clock;
    private Instant told = Instant.EPOCH;

    FailedRequests(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        int code = response.code();
        if (code == HttpURLConnection.HTTP_UNAUTHORIZED
                || code == HttpURLConnection.HTTP_FORBIDDEN
                || code == TOO_MANY_REQUESTS
                || code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
            failed(request, "the API server answers " + code);
        }
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        failed(request, String.valueOf(failure.getMessage()));
    }

    private synchronized void failed(HttpRequest request, String why) {
        if (!told.plus(BETWEEN_LINES).isAfter(clock.instant())) {
            LOG.warn(
                    "Requests fail, and are made again; the last one was {} {}: {}",
                    request.method(),
                    request.uri().getPath(),
                    why);
            told = clock.instant();
        }
    }
}
