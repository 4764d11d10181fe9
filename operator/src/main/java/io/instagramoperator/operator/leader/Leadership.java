package io.instagramoperator.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process still leads, judged by what it has written to the Lease and not by what the framework believes: that asks only between two
 * attempts to renew, and an attempt can hang for minutes while another operator has begun to lead. From the deadline on nothing is written any more.
 */
@Singleton
public final class Leadership implements Interceptor {

    /** Without having renewed the Lease for so long, a leader gives up; that leaves the 5 s until the Lease runs out for what is on its way. */
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    private static final String LEASES = "/leases";
    private static final Pattern RENEWED = Pattern.compile("\"renewTime\"\\s*:\\s*\"([^\"]+)\"");

    private final Clock clock;
    private volatile @Nullable Instant renewed;

    /** Has not led yet. */
    public Leadership(Clock clock) {
        this.clock = clock;
    }

    /** Whether this process has led and cannot be sure that it does now. */
    boolean hasRunOut() {
        Instant last = renewed;
        return last != null && last.plus(RENEW_DEADLINE).isBefore(clock.instant());
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!permits(request)) {
            throw new KubernetesClientException(
                    "Not sent: this operator could not renew its Lease in time, and another one may lead by now");
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (response.isSuccessful()) {
            succeeded(request);
        }
    }

    boolean permits(HttpRequest request) {
        return !isWrite(request) || isOnLease(request) || !hasRunOut();
    }

    void succeeded(HttpRequest request) {
        if (isWrite(request) && isOnLease(request)) {
            Matcher time = RENEWED.matcher(request.bodyString());
            if (time.find()) {
                renewed = Instant.parse(time.group(1));
            }
        }
    }

    private static boolean isWrite(HttpRequest request) {
        return !request.method().equals("GET");
    }

    private static boolean isOnLease(HttpRequest request) {
        return request.uri().getPath().contains(LEASES);
    }
}
