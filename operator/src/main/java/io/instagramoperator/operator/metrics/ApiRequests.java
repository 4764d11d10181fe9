package io.instagramoperator.operator.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests to the API server until the header of the answer, each attempt by itself. Watches are only counted. */
public final class ApiRequests implements Interceptor {

    /** More than can be under way: of those that fail nobody hears by this id. */
    private static final int REMEMBERED = 4096;

    private final MeterRegistry registry;
    private final Map<UUID, Long> started = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    ApiRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Called just before a request is sent; {@code before} has another request, which {@code after} does not know. Not called for watches. */
    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        synchronized (started) {
            started.put(request.id(), System.nanoTime());
        }
        return consumer;
    }

    @Override
    public void after(
            HttpRequest request, HttpResponse<?> response, AsyncBody.@Nullable Consumer<List<ByteBuffer>> consumer) {
        record(request, String.valueOf(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        record(request, "none");
    }

    private void record(HttpRequest request, String code) {
        Long since;
        synchronized (started) {
            since = started.remove(request.id());
        }
        ApiRequest about = ApiRequest.of(
                request.method(),
                request.uri().getPath(),
                Objects.requireNonNullElse(request.uri().getQuery(), ""));
        Timer.builder("instagram_operator_api_requests_seconds")
                .description("Requests to the API server, until the header of the answer")
                .tags("verb", about.verb(), "resource", about.resource(), "code", code)
                .register(registry)
                .record(since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since));
    }
}
