package io.instagramoperator.receiver.api;

import io.netty.buffer.Unpooled;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The memory that all clients together may have the receiver hold for them: bodies that are arriving, and answers that they have not taken in.
 * Applications that ask for more than they read must not cost it the webhooks.
 */
@Singleton
public class ApiRoom {

    /** Not counted: no more than the request takes that it answers. */
    private static final int SMALL_BYTES = 4 * 1024;

    /** Where a request keeps what is held for its body. */
    private static final String BODY = ApiRoom.class.getName() + ".body";

    private final long most;
    private final AtomicLong used = new AtomicLong();

    @Inject
    ApiRoom() {
        this(Runtime.getRuntime().maxMemory() / 8);
    }

    ApiRoom(long mostBytes) {
        this.most = mostBytes;
    }

    /**
     * Takes room until the answer has gone out or the connection is gone.
     *
     * @return false if there is not so much left; whoever is alone gets all that he wants
     */
    boolean take(long bytes, RoutingContext request) {
        return claim(bytes, request).isPresent();
    }

    /** As {@link #take}, for a body, of which the length may not be known before it {@linkplain #arrived has arrived}. */
    boolean takeForBody(long mostBytes, RoutingContext request) {
        Optional<AtomicLong> claim = claim(mostBytes, request);
        claim.ifPresent(held -> request.put(BODY, held));
        return claim.isPresent();
    }

    /** Gives back what the body of a request could have taken, and did not. */
    void arrived(byte[] body, RoutingContext request) {
        AtomicLong held = request.get(BODY);
        if (held != null) {
            long before = held.getAndUpdate(most -> Math.min(most, body.length));
            used.addAndGet(-Math.max(0, before - body.length));
        }
    }

    /** What is held for a request; 0 once it has been given back. */
    private Optional<AtomicLong> claim(long bytes, RoutingContext request) {
        long now = used.addAndGet(bytes);
        if (now > most && now > bytes) {
            used.addAndGet(-bytes);
            return Optional.empty();
        }
        AtomicLong held = new AtomicLong(bytes);
        Runnable giveBack = () -> used.addAndGet(-held.getAndSet(0));
        try {
            request.addEndHandler(_ -> whenGoneOut(request, giveBack));
        } catch (RuntimeException e) {
            giveBack.run();
            throw e;
        }
        // It may have been too late for the handler.
        if (request.response().closed() || request.response().ended()) {
            giveBack.run();
        }
        return Optional.of(held);
    }

    /**
     * Has an answer made, for which room is taken then.
     *
     * @throws ProblemDocument.ProblemException if there is none
     */
    Response answer(Supplier<Response> making, RoutingContext request) {
        check();
        Response answer = making.get();
        long bytes =
                switch (answer.getEntity()) {
                    case byte[] array -> array.length;
                    case String text -> text.length();
                    case null, default -> 0;
                };
        if (bytes > SMALL_BYTES && !take(bytes, request)) {
            throw full().exception();
        }
        return answer;
    }

    /**
     * To be called before anything is read: what is refused only then has been in memory already.
     *
     * @throws ProblemDocument.ProblemException if there is no room
     */
    void check() {
        if (used.get() >= most) {
            throw full().exception();
        }
    }

    /** What is held now. */
    long used() {
        return used.get();
    }

    /** What to answer to who does not get any. */
    static ProblemDocument full() {
        return ProblemDocument.of(
                503,
                "too-much-at-once",
                "Too much at once",
                "the receiver holds as much for its clients as it may; take in the answers that were asked for, or ask for less, and then again");
    }

    /** An answer is ended when the server has all of it, and gone out when the connection has taken in what comes behind it. */
    private static void whenGoneOut(RoutingContext request, Runnable giveBack) {
        if (request.request().connection() instanceof ConnectionBase connection) {
            var _ = connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> giveBack.run());
        } else {
            giveBack.run();
        }
    }
}
