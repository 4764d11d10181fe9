package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Filter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream of server-sent events (WHATWG HTML, section 9.2). It reads the log only when there is something to read
 * and the connection has room, so that a slow client costs one page and no thread. Everything but {@link #arrived} happens on
 * the event loop of the connection.
 */
final class EventStream {

    private static final Logger LOG = Logger.getLogger(EventStream.class);

    private final Context loop;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final StreamPages pages;
    private final Filter filter;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Up to which sequence there may be events that are wanted. */
    private volatile long wanted;

    /** Behind what has been read. */
    private Cursor position = new Cursor(0);

    /** The last id that the client was given. */
    private Cursor told = position;

    private boolean reading = true;
    private boolean more;
    private boolean blocked;
    private long blockedSince;

    /**
     * A stream that has not begun.
     *
     * @param loop of the connection
     */
    EventStream(Context loop, HttpServerRequest request, StreamPages pages, Filter filter) {
        this.loop = loop;
        this.request = request;
        this.response = request.response();
        this.pages = pages;
        this.filter = filter;
    }

    /** There may be events up to this sequence. Called on any thread. */
    void arrived(long sequence) {
        wanted = sequence;
        if (woken.compareAndSet(false, true)) {
            loop.runOnContext(_ -> {
                woken.set(false);
                readOn();
            });
        }
    }

    /**
     * Takes what was read first, and answers the request with it or with a problem.
     *
     * @param after where that begins; empty: where it ends
     */
    void begin(Optional<Cursor> after, @Nullable StreamPage page, @Nullable Throwable error) {
        loop.runOnContext(_ -> {
            if (end.isDone()) {
                return;
            }
            switch (page) {
                case StreamPage.Events events -> begin(after.orElse(events.next()), events);
                case StreamPage.Expired(Cursor earliest) ->
                    EventPages.expired(earliest).answer(response);
                case null -> ProblemMappers.document(error).answer(response);
            }
        });
    }

    /** What the header of any stream says. */
    static HttpServerResponse describe(HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
    }

    /** The comment is for proxies, which let a stream through once there is something of it. */
    private void begin(Cursor from, StreamPage.Events first) {
        position = from;
        describe(response).setChunked(true).drainHandler(_ -> {
            blocked = false;
            readOn();
        });
        response.write(": events follow\n\n");
        tell(position);
        reading = false;
        take(first);
    }

    /**
     * Shows that the stream lives, moves the client's position over what the filter left out, and gives up a client that takes
     * nothing.
     *
     * @param newest sequence of the newest event of the log
     */
    void tick(long newest, Duration patience) {
        if (end.isDone() || reading) {
            return;
        }
        if (blocked) {
            if (System.nanoTime() - blockedSince >= patience.toNanos()) {
                LOG.infof("A stream's client has taken nothing for %d s and is cut off", patience.toSeconds());
                cutOff();
            }
            return;
        }
        response.write(":\n\n");
        if (position.sequence() > told.sequence()) {
            tell(position);
        }
        more |= newest > position.sequence();
        readOn();
    }

    /** Ends it, and tells the client why. Called on any thread. */
    void end(String reason) {
        loop.runOnContext(_ -> endNow(reason));
    }

    /** The connection is gone. */
    void left() {
        end.complete(null);
    }

    /** Completed once, when it has ended for whatever reason. */
    CompletionStage<Void> end() {
        return end;
    }

    private void endNow(String reason) {
        if (end.isDone()) {
            return;
        }
        if (blocked) {
            cutOff();
        } else {
            end.complete(null);
            response.end(": " + reason + "\n\n");
        }
    }

    private void readOn() {
        if (end.isDone() || reading || blocked || !(more || position.sequence() < wanted)) {
            return;
        }
        reading = true;
        pages.after(position, filter)
                .whenComplete((page, error) -> loop.runOnContext(_ -> {
                    reading = false;
                    if (!end.isDone()) {
                        take(page, error);
                    }
                }));
    }

    private void take(@Nullable StreamPage page, @Nullable Throwable error) {
        switch (page) {
            case StreamPage.Events events -> take(events);
            case StreamPage.Expired _ ->
                endNow("the log no longer holds what follows; connect again without Last-Event-ID, and expect a gap");
            case null ->
                endNow(ProblemMappers.document(error).json().path("detail").asText());
        }
    }

    private void take(StreamPage.Events events) {
        if (events.bytes().length() > 0) {
            write(events.bytes());
            told = events.last();
        } else if (events.next().sequence() > told.sequence()) {
            tell(events.next());
        }
        position = events.next();
        more = events.more();
        readOn();
    }

    /** An id without data: the client remembers it and dispatches nothing. */
    private void tell(Cursor cursor) {
        told = cursor;
        write(Buffer.buffer("id: " + cursor + "\n\n"));
    }

    private void write(Buffer bytes) {
        response.write(bytes);
        if (!blocked && response.writeQueueFull()) {
            blocked = true;
            blockedSince = System.nanoTime();
        }
    }

    /** Vert.x closes a connection only after what is queued for it has gone out, which here never happens. */
    private void cutOff() {
        end.complete(null);
        boolean isOneOfSeveral = response.reset();
        if (!isOneOfSeveral && request.connection() instanceof ConnectionBase connection) {
            var _ = connection.channelHandlerContext().close();
        }
    }
}
