package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.config.IpNetwork;
import io.instagramoperator.receiver.config.SinkCredentials;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.webhook.config.Token;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A sink as a test wants it; without wishes one on this machine, which is allowed. */
record TestSink(
        String url,
        Duration timeout,
        List<IpNetwork> allowed,
        Map<String, Token> headers,
        Optional<Token> authorities,
        List<String> missing,
        Addresses.Lookup lookup) {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final StoredEvent EVENT = new StoredEvent(
            1,
            "message-received-abc",
            "message.received",
            Optional.of("12345678901234"),
            Instant.parse("2026-11-25T12:00:00Z"),
            Instant.parse("2026-11-25T12:00:01Z"),
            "{\"message\":{\"body\":\"Grüezi 😀\"}}");

    static TestSink at(RawServer server) {
        return at("http://127.0.0.1:" + server.port() + "/hooks?a=b");
    }

    static TestSink at(String url) {
        return new TestSink(
                url,
                Duration.ofSeconds(10),
                List.of(IpNetwork.parse("127.0.0.0/8").orElseThrow()),
                Map.of(),
                Optional.empty(),
                List.of(),
                InetAddress::getAllByName);
    }

    TestSink timeout(Duration other) {
        return new TestSink(url, other, allowed, headers, authorities, missing, lookup);
    }

    TestSink allowing(IpNetwork... networks) {
        return new TestSink(url, timeout, List.of(networks), headers, authorities, missing, lookup);
    }

    TestSink header(String name, String value) {
        return new TestSink(url, timeout, allowed, Map.of(name, Token.of(value)), authorities, missing, lookup);
    }

    TestSink trusting(String pem) {
        return new TestSink(url, timeout, allowed, headers, Optional.of(Token.of(pem)), missing, lookup);
    }

    TestSink missing(String what) {
        return new TestSink(url, timeout, allowed, headers, authorities, List.of(what), lookup);
    }

    TestSink lookup(Addresses.Lookup other) {
        return new TestSink(url, timeout, allowed, headers, authorities, missing, other);
    }

    /** Posts one event. */
    Outcome post(Vertx vertx) throws Exception {
        return open(vertx).post();
    }

    Posting open(Vertx vertx) {
        HttpSink sink = new HttpSink(
                vertx,
                new Http(
                        URI.create(url),
                        false,
                        List.of(),
                        Format.CLOUD_EVENTS,
                        timeout,
                        Optional.empty(),
                        Optional.empty()),
                new SinkCredentials(List.of(Token.of(SECRET)), headers, authorities, missing),
                allowed,
                "17841405822304914",
                Clock.systemUTC(),
                lookup);
        return new Posting(sink, vertx.getOrCreateContext());
    }

    /** One that is kept open. */
    record Posting(HttpSink sink, Context context) {

        Outcome post() throws Exception {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            context.runOnContext(_ -> sink.post(EVENT, false).onComplete(result -> outcome.complete(result.result())));
            return outcome.get(30, TimeUnit.SECONDS);
        }
    }
}
