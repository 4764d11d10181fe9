package io.instagramoperator.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private static final Instant RENEWED = Instant.parse("2026-11-23T10:00:00Z");
    private static final HttpRequest RENEWAL =
            request("PATCH", "/apis/coordination.k8s.io/v1/namespaces/op/leases/instagram-operator");
    private static final HttpRequest WRITE = request("PATCH", "/api/v1/namespaces/social/configmaps/acme-receiver");
    private static final HttpRequest READ = request("GET", "/api/v1/namespaces/social/configmaps/acme-receiver");

    @Test
    void whoHasNeverLedIsHeldBackByNobody() {
        Leadership leadership = after(Duration.ofHours(1));
        assertThat(leadership.hasRunOut()).isFalse();
        assertThat(leadership.permits(WRITE)).isTrue();
    }

    @Test
    void aLeaderMayWriteUntilItsDeadline() {
        Leadership leadership = after(Leadership.RENEW_DEADLINE);
        leadership.succeeded(RENEWAL);
        assertThat(leadership.hasRunOut()).isFalse();
        assertThat(leadership.permits(WRITE)).isTrue();
    }

    @Test
    void afterItsDeadlineALeaderMayOnlyReadAndRenew() {
        Leadership leadership = after(Leadership.RENEW_DEADLINE.plusMillis(1));
        leadership.succeeded(RENEWAL);
        assertThat(leadership.hasRunOut()).isTrue();
        assertThat(leadership.permits(WRITE)).isFalse();
        assertThat(leadership.permits(READ)).isTrue();
        assertThat(leadership.permits(RENEWAL)).isTrue();
    }

    private static Leadership after(Duration duration) {
        return new Leadership(Clock.fixed(RENEWED.plus(duration), ZoneOffset.UTC));
    }

    private static HttpRequest request(String method, String path) {
        return new StandardHttpRequest.Builder()
                .uri("https://127.0.0.1" + path)
                .method(
                        method,
                        "application/json",
                        "{\"spec\":{\"holderIdentity\":\"me\",\"renewTime\":\"" + RENEWED + "\"}}")
                .build();
    }
}
