package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One request and what became of it. The head of the answer decides: whoever says 2xx has the event, however long the rest takes.
 * Used by one event loop.
 */
final class Attempt {

    /** Of a body that nobody needs; behind that, a new connection is cheaper. */
    private static final int MOST_BODY_BYTES = 16 * 1024;

    private static final long MOST_BODY_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final Clock clock;
    private final Addresses addresses;
    private final RequestOptions options;
    private final Buffer body;
    private final Promise<Outcome> outcome = Promise.promise();
    private Optional<HttpClientRequest> request = Optional.empty();
    private boolean repeated;
    private int bodyBytes;

    Attempt(Vertx vertx, HttpClient client, Clock clock, Addresses addresses, RequestOptions options, Buffer body) {
        this.vertx = vertx;
        this.client = client;
        this.clock = clock;
        this.addresses = addresses;
        this.options = options;
        this.body = body;
    }

    /** Never fails. */
    Future<Outcome> run(Duration timeout) {
        long timer = vertx.setTimer(timeout.toMillis(), _ -> tooLate(timeout));
        connect();
        return outcome.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private void connect() {
        addresses.next().compose(this::connect).onSuccess(this::send).onFailure(this::broken);
    }

    /** Not if the time was over while the name was looked up: many others may have waited for the same answer. */
    private Future<HttpClientRequest> connect(InetAddress address) {
        return outcome.future().isComplete()
                ? Future.failedFuture("it was too late when the name was found")
                : client.request(options.setServer(server(address))).onFailure(_ -> addresses.useAnother());
    }

    private SocketAddress server(InetAddress address) {
        return SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress());
    }

    private void send(HttpClientRequest connected) {
        if (outcome.future().isComplete()) {
            connected.reset();
            return;
        }
        request = Optional.of(connected);
        Arrival arrival = Arrival.of(connected.connection());
        arrival.sent();
        connected
                .response()
                .onSuccess(response -> answered(connected, response))
                .onFailure(problem -> {
                    if (arrival.isReused()
                            && !arrival.hasBegun()
                            && !repeated
                            && !outcome.future().isComplete()) {
                        // It was closed at the other end after the request before, as its owner may do at any time.
                        repeated = true;
                        connect();
                    } else {
                        broken(problem);
                    }
                });
        connected.end(body);
    }

    private void answered(HttpClientRequest connected, HttpClientResponse response) {
        outcome.tryComplete(Judgement.of(
                response.statusCode(), Optional.ofNullable(response.getHeader("retry-after")), clock.instant()));
        long timer = vertx.setTimer(MOST_BODY_MILLIS, _ -> connected.reset());
        response.exceptionHandler(_ -> vertx.cancelTimer(timer));
        response.endHandler(_ -> vertx.cancelTimer(timer));
        response.handler(part -> {
            bodyBytes += part.length();
            if (bodyBytes > MOST_BODY_BYTES) {
                vertx.cancelTimer(timer);
                connected.reset();
            }
        });
    }

    private void broken(Throwable problem) {
        outcome.tryComplete(Judgement.unanswered(Breakage.of(problem)));
    }

    private void tooLate(Duration timeout) {
        String within = " within " + timeout.toSeconds() + " s";
        Failure failure = request.map(
                        connected -> Arrival.of(connected.connection()).hasBegun()
                                ? new Failure(Kind.TOO_SLOW, "the answer began and its head did not end" + within)
                                : new Failure(Kind.TIMEOUT, "no answer" + within))
                .orElseGet(() -> new Failure(Kind.TIMEOUT, "no connection" + within));
        outcome.tryComplete(Judgement.unanswered(failure));
        request.ifPresent(HttpClientRequest::reset);
    }
}
