package io.instagramoperator.gateway.forward;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** One part on its way to its receiver: with one key after the other until one is accepted, within one time. */
final class Attempt {

    private static final CharSequence SIGNATURE = HttpHeaders.createOptimized(WebhookSignature.HEADER);

    private final HttpClient client;
    private final RequestOptions request;
    private final Buffer body;
    private final Queue<AppSecret> keys;
    private final Consumer<AppSecret> accepted;
    private final Promise<Result> result = Promise.promise();
    private volatile Optional<HttpClientRequest> sent = Optional.empty();
    private boolean repeated;

    /**
     * An attempt that has not begun.
     *
     * @param keys to try in this order, at least one; used up
     * @param accepted called with the key that the receiver took
     */
    Attempt(
            HttpClient client,
            RequestOptions request,
            Buffer body,
            Queue<AppSecret> keys,
            Consumer<AppSecret> accepted) {
        this.client = client;
        this.request = request;
        this.body = body;
        this.keys = keys;
        this.accepted = accepted;
    }

    /** Never fails. */
    Future<Result> run(Vertx vertx, Duration within) {
        long timer = vertx.setTimer(Math.max(1, within.toMillis()), _ -> tooLate());
        send(keys.remove());
        return result.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private void send(AppSecret key) {
        String signature = WebhookSignature.sign(key, body.getBytes());
        client.request(request)
                .onFailure(problem -> end(Result.unavailable("it cannot be connected to: " + text(problem))))
                .onSuccess(connected -> exchange(connected.putHeader(SIGNATURE, signature), key));
    }

    private void exchange(HttpClientRequest connected, AppSecret key) {
        sent = Optional.of(connected);
        if (result.future().isComplete()) {
            connected.reset();
            return;
        }
        connected
                .send(body)
                .compose(response -> response.end().map(response))
                .onSuccess(response -> answered(response, key))
                .onFailure(problem -> broken(problem, key));
    }

    private void answered(HttpClientResponse response, AppSecret key) {
        int status = response.statusCode();
        if (status == 200) {
            accepted.accept(key);
            end(Result.STORED);
        } else if (status == 401 && !keys.isEmpty()) {
            send(keys.remove());
        } else if (status == 401) {
            end(Result.refused("it answered 401 to every app secret; it needs one of app.secretFiles of this gateway"));
        } else if (status >= 500 || status == 429) {
            end(Result.unavailable("it answered " + status));
        } else {
            end(Result.refused("it answered " + status + "; the url must lead to the receiver of this account"));
        }
    }

    /**
     * A connection that is kept may be closed at the other end at any time, also while a request goes out. Sent again, a part
     * that had been stored is known there.
     */
    private void broken(Throwable problem, AppSecret key) {
        if (repeated || result.future().isComplete()) {
            end(Result.unavailable("the connection broke: " + text(problem)));
        } else {
            repeated = true;
            send(key);
        }
    }

    private void tooLate() {
        end(Result.timedOut(sent.isPresent() ? "it did not answer in time" : "no connection in time"));
        sent.ifPresent(HttpClientRequest::reset);
    }

    private void end(Result outcome) {
        result.tryComplete(outcome);
    }

    private static String text(Throwable problem) {
        return Optional.ofNullable(problem.getMessage())
                .orElseGet(() -> problem.getClass().getSimpleName());
    }
}
