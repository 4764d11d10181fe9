package io.instagramoperator.webhook.endpoint;

import io.instagramoperator.instagram.signature.WebhookSignature;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** One delivery, from its header to its answer. Only used on the event loop of its connection. */
final class Upload {

    private static final Logger LOG = Logger.getLogger(Upload.class);

    /** In seconds: about as long as a full disk takes to be seen to, or a Secret to be mounted. */
    private static final String RETRY_AFTER = "10";

    /** {@code sha256=} and 64 digits. The body of a request without such a value is counted, but not kept. */
    private static final int SIGNATURE_LENGTH = 71;

    /** What a delivery takes beside its body, from its request to its events. */
    private static final int BYTES_BESIDE_BODY = 4 * 1024;

    /**
     * Real deliveries, of up to a thousand updates, are smaller: only they may push out others. A larger one waits until there is room for all of
     * it.
     */
    private static final int LARGE_BYTES = 512 * 1024;

    private final HttpServerRequest request;
    private final List<String> signatures;
    private final int mostBytes;

    /** In bytes; 0: none. */
    private final long declaredLength;

    private final Context context;
    private final Peers peers;
    private final MemoryBudget budget;
    private final WebhookMetrics metrics;
    private final Ending ending;
    private final long startedAt = System.nanoTime();

    private final KeptBody body = new KeptBody();
    private long received;
    private long charged;
    private boolean isBeingTaken;
    private boolean done;

    Upload(
            HttpServerRequest request,
            int mostBytes,
            Context context,
            Peers peers,
            MemoryBudget budget,
            WebhookMetrics metrics,
            Ending ending) {
        this.request = request;
        this.signatures = request.headers().getAll(WebhookSignature.HEADER);
        this.mostBytes = mostBytes;
        this.declaredLength = declaredLength(request);
        this.context = context;
        this.peers = peers;
        this.budget = budget;
        this.metrics = metrics;
        this.ending = ending;
    }

    void refuse(Outcome outcome) {
        // There is nobody to tell any more.
        request.exceptionHandler(error -> {});
        request.endHandler(end -> request.connection().close());
        peers.expectRefused(request.connection());
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        answer(outcome);
        request.resume();
    }

    void read(Optional<DeliveryHandler> handler) {
        ending.began();
        if (declaredLength > mostBytes) {
            refuse(Outcome.TOO_LARGE);
        } else if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            refuse(Outcome.ENCODED);
        } else if (handler.isEmpty()) {
            refuse(Outcome.UNAVAILABLE);
        } else {
            request.exceptionHandler(this::fail);
            request.handler(this::keep);
            request.endHandler(end -> finish(handler.get()));
            if (isKept() && declaredLength > LARGE_BYTES) {
                waitForRoom(declaredLength);
            } else {
                expectBody();
            }
        }
    }

    private void waitForRoom(long bytes) {
        request.pause();
        peers.expectBody(request.connection(), false, () -> refuse(Outcome.UNAVAILABLE));
        if (!budget.takeInTurn(bytes + BYTES_BESIDE_BODY, () -> admit(bytes))) {
            refuse(Outcome.UNAVAILABLE);
        }
    }

    private void admit(long bytes) {
        if (done) {
            budget.giveBack(bytes + BYTES_BESIDE_BODY);
            return;
        }
        charged = bytes + BYTES_BESIDE_BODY;
        body.expect((int) bytes);
        expectBody();
        request.resume();
    }

    private void expectBody() {
        peers.expectBody(request.connection(), isKept(), () -> refuse(Outcome.TIMED_OUT));
        if (isContinueExpected()) {
            request.response().writeContinue();
        }
    }

    private boolean isKept() {
        return signatures.size() == 1 && signatures.getFirst().length() == SIGNATURE_LENGTH;
    }

    private boolean isContinueExpected() {
        return request.version() == HttpVersion.HTTP_1_1
                && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true);
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The server has refused what is no number; one of very many digits is no long, but surely too much.
        return length == null ? 0 : length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private void keep(Buffer chunk) {
        if (done) {
            return;
        }
        received += chunk.length();
        if (received > mostBytes) {
            refuse(Outcome.TOO_LARGE);
        } else if (isKept()) {
            int most = declaredLength == 0 ? mostBytes : (int) declaredLength;
            if (charge(body.growth(chunk.length(), most))) {
                body.add(chunk, most);
            } else {
                refuse(Outcome.UNAVAILABLE);
            }
        }
    }

    private boolean charge(int bytes) {
        if (bytes == 0) {
            return true;
        }
        int all = charged == 0 ? bytes + BYTES_BESIDE_BODY : bytes;
        while (!budget.take(all)) {
            if (received > LARGE_BYTES || !peers.dropSlowestBody(request.connection())) {
                return false;
            }
        }
        charged += all;
        return true;
    }

    private void finish(DeliveryHandler handler) {
        if (done) {
            return;
        }
        isBeingTaken = true;
        peers.answerIsDue(request.connection(), () -> answerAndGoOn(Outcome.UNAVAILABLE));
        CompletableFuture<Outcome> outcome = take(handler);
        if (outcome.isDone()) {
            taken(outcome);
        } else {
            var _ = outcome.whenComplete((result, error) -> context.runOnContext(now -> taken(outcome)));
        }
    }

    private CompletableFuture<Outcome> take(DeliveryHandler handler) {
        try {
            return handler.take(body.take(), signatures).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void taken(CompletableFuture<Outcome> outcome) {
        isBeingTaken = false;
        giveBack();
        if (done) {
            return;
        }
        if (outcome.isCompletedExceptionally()) {
            LOG.errorf(outcome.exceptionNow(), "A delivery could not be handled; Meta is asked to send it again");
            answerAndGoOn(Outcome.UNAVAILABLE);
        } else {
            answerAndGoOn(outcome.resultNow());
        }
    }

    private void answerAndGoOn(Outcome outcome) {
        if (ending.isNear()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            answer(outcome);
            request.connection().close();
        } else {
            answer(outcome);
            peers.expectRequest(request.connection());
        }
    }

    /** The connection is lost, or what comes is no HTTP. */
    private void fail(Throwable error) {
        if (error instanceof HttpClosedException || error instanceof IOException) {
            if (!done) {
                done(Outcome.ABORTED);
                ending.answered();
            }
        } else {
            refuse(Outcome.MALFORMED);
        }
    }

    private void answer(Outcome outcome) {
        if (done) {
            return;
        }
        done(outcome);
        HttpServerResponse response = request.response();
        if (response.closed()) {
            ending.answered();
            return;
        }
        if (outcome == Outcome.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.setStatusCode(outcome.status()).end().onComplete(_ -> ending.answered());
    }

    private void done(Outcome outcome) {
        done = true;
        body.clear();
        if (!isBeingTaken) {
            giveBack();
        }
        metrics.delivery(outcome, System.nanoTime() - startedAt);
    }

    private void giveBack() {
        long bytes = charged;
        charged = 0;
        budget.giveBack(bytes);
    }
}
