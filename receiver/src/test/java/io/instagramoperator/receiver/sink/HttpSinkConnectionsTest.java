package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.sink.Outcome.Delivered;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.instagramoperator.receiver.sink.RawServer.Behaviour;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Protects the receiver's connections from endpoints that keep them, close them, or fill them. */
class HttpSinkConnectionsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final long MUCH = 32L << 20;

    @AfterAll
    static void closeVertx() {
        VERTX.close();
    }

    @Test
    void takesNoMoreOfABodyThanALittleAndHasDeliveredAllTheSame() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = RawServer.that((raw, in, out) -> {
            raw.takesRequest(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(new byte[64 << 10]);
                sent.addAndGet(64 << 10);
            }
        })) {
            // When
            Outcome outcome = TestSink.at(server).post(VERTX);

            // Then: what the buffers between the two hold is all that it got rid of
            assertThat(outcome).isEqualTo(new Delivered(200));
            awaitEnd(server);
            assertThat(sent.get()).isLessThan(MUCH);
        }
    }

    @Test
    void doesNotWaitForABodyThatComesByteByByte() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = RawServer.that((raw, in, out) -> {
            raw.takesRequest(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".getBytes(US_ASCII));
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                out.write('a');
            }
        })) {
            // When
            Outcome outcome = TestSink.at(server).post(VERTX);

            // Then
            assertThat(outcome).isEqualTo(new Delivered(200));
            awaitEnd(server);
        }
    }

    @Test
    void closesTheConnectionOfARequestThatTookTooLong() throws Exception {
        try (RawServer server = RawServer.that((raw, in, out) -> {
            raw.takesRequest(in);
            // Never an answer; this is the end of the connection.
            raw.takesRequest(in);
        })) {
            // When
            Outcome outcome = TestSink.at(server).timeout(Duration.ofSeconds(1)).post(VERTX);

            // Then
            assertThat(kind(outcome)).isEqualTo(Kind.TIMEOUT);
            awaitEnd(server);
        }
    }

    @Test
    void triesOnceMoreWhenAConnectionThatWasKeptTurnsOutToBeClosed() throws Exception {
        try (RawServer server = RawServer.that((raw, in, out) -> {
            raw.takesRequest(in);
            out.write(RawServer.OK.getBytes(US_ASCII));
            out.flush();
            // The second request on a connection finds nobody.
            raw.takesRequest(in);
        })) {
            TestSink.Posting sink = TestSink.at(server).open(VERTX);

            // When
            Outcome first = sink.post();
            Outcome second = sink.post();

            // Then
            assertThat(List.of(first, second)).containsOnly(new Delivered(200));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void triesOnceMoreAndNotAgain() throws Exception {
        // Given: two connections that are kept, of which each turns out to be closed
        CountDownLatch both = new CountDownLatch(2);
        try (RawServer server = RawServer.that((raw, in, out) -> {
            raw.takesRequest(in);
            both.countDown();
            both.await();
            out.write(RawServer.OK.getBytes(US_ASCII));
            out.flush();
            raw.takesRequest(in);
        })) {
            TestSink.Posting sink = TestSink.at(server).open(VERTX);
            CompletableFuture<Outcome> beside = CompletableFuture.supplyAsync(() -> post(sink));
            assertThat(List.of(post(sink), beside.get(30, TimeUnit.SECONDS))).containsOnly(new Delivered(200));

            // When
            Outcome outcome = sink.post();

            // Then
            assertThat(kind(outcome)).isEqualTo(Kind.REFUSED);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void doesNotTryAgainWhatBrokeOnANewConnection() throws Exception {
        Behaviour closing = (raw, in, out) -> raw.takesRequest(in);
        try (RawServer server = RawServer.that(closing)) {
            // When
            Outcome outcome = TestSink.at(server).post(VERTX);

            // Then: the endpoint may have done the work
            assertThat(kind(outcome)).isEqualTo(Kind.REFUSED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotConnectForARequestThatWasTooLateWhenItsNameWasFound() throws Exception {
        // Given
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        try (RawServer server = RawServer.that(RawServer.answering(RawServer.OK))) {
            TestSink.Posting sink = TestSink.at("http://crm.invalid:" + server.port() + "/hooks")
                    .lookup(_ -> found.join())
                    .timeout(Duration.ofSeconds(1))
                    .open(VERTX);
            assertThat(kind(sink.post())).isEqualTo(Kind.TIMEOUT);

            // When
            found.complete(InetAddress.getAllByName("127.0.0.1"));
            Outcome next = sink.post();

            // Then
            assertThat(next).isEqualTo(new Delivered(200));
            assertThat(server.connections()).isOne();
        }
    }

    private static Outcome post(TestSink.Posting sink) {
        try {
            return sink.post();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitEnd(RawServer server) {
        await().atMost(Duration.ofSeconds(10)).until(server::hasEnded);
    }

    private static Kind kind(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).failure().kind();
    }
}
