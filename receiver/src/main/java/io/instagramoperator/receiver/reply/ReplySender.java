package io.instagramoperator.receiver.reply;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Sends replies: within a conversation in the order of acceptance and one at a time, conversations beside each other, each in a virtual thread
 * as long as it has something to send.
 */
@Singleton
public class ReplySender {

    private static final Logger LOG = Logger.getLogger(ReplySender.class);
    private static final Duration LOG_POLL = Duration.ofMillis(200);
    private static final Duration LAST_SENDS = Duration.ofSeconds(16);

    /** While Meta takes nothing, each conversation has a thread that waits: some 10 MB. */
    private static final int MOST_WAITING = 5_000;

    private final ReplyStore store;
    private final Settlements settlements;
    private final ReplyEnds ends;
    private final EventLog log;
    private final Configuration configuration;
    private final AccountStop stop;
    private final SendGate gate;
    private final Dispatch dispatch;

    /** Only the ids: all that wait together may be larger than the memory. */
    private final Map<String, Deque<String>> conversations = new HashMap<>();

    private volatile int waiting;
    private volatile boolean ready;

    @Inject
    ReplySender(
            ReplyStore store,
            Settlements settlements,
            ReplyEnds ends,
            Search search,
            AccountGraph graph,
            EventLog log,
            Configuration configuration,
            AccountToken token,
            AccountStop stop,
            MeterRegistry metrics) {
        this(
                store,
                settlements,
                ends,
                search,
                graph,
                log,
                configuration,
                token,
                stop,
                metrics,
                new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random()));
    }

    ReplySender(
            ReplyStore store,
            Settlements settlements,
            ReplyEnds ends,
            Search search,
            AccountGraph graph,
            EventLog log,
            Configuration configuration,
            AccountToken token,
            AccountStop stop,
            MeterRegistry metrics,
            BackOff backOff) {
        this.store = store;
        this.settlements = settlements;
        this.ends = ends;
        this.log = log;
        this.configuration = configuration;
        this.stop = stop;
        this.gate = new SendGate(configuration, token, stop, graph.limits(), backOff);
        this.dispatch = new Dispatch(store, settlements, ends, search, graph, stop, gate, backOff);
        Gauge.builder("instagram_replies_pending", store, s -> s.counts().waiting())
                .description("Replies accepted and not yet settled")
                .register(metrics);
    }

    /** Sends what waits from before as soon as the log is open. */
    public void start() {
        configuration.onChange(_ -> gate.wake());
        stop.onChange(_ -> gate.wake());
        Thread.ofVirtual().name("reply-recovery").start(this::recover);
    }

    /** Lets the sends in flight end, and starts no more. What waits is sent after the next start. */
    public void stop() {
        try {
            if (!gate.end(LAST_SENDS)) {
                LOG.warn("Replies were still being sent at the end; their state will be unknown");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether replies can be accepted: not before those from before stand in their queues. */
    public boolean isReady() {
        return ready;
    }

    /** Whether so many wait that no more can be accepted now. */
    public boolean isFull() {
        return waiting >= MOST_WAITING;
    }

    /**
     * Stores a reply and sends it when its turn comes.
     *
     * @param idempotencyKey the same key and body are the same reply
     * @return completed on the thread that writes the log, when the reply is durable: hand over and return. Whoever cancels it changes nothing
     * @throws IllegalStateException if it is not {@linkplain #isReady ready}
     */
    public CompletionStage<Accepted> accept(SendBody body, Optional<String> idempotencyKey) {
        if (!ready) {
            throw new IllegalStateException("replies from before are not recovered yet");
        }
        return store.accept(body, idempotencyKey)
                .thenApply(accepted -> {
                    if (accepted instanceof Accepted.New(Reply reply)) {
                        enqueue(body.conversation(), reply.id());
                    }
                    return accepted;
                })
                .toCompletableFuture()
                // Cancelled itself, it would be stored and not sent.
                .copy();
    }

    /** Completed when the reply has come to its {@linkplain Reply.State#isFinal end}. Blocks on the disk. */
    public CompletionStage<Reply> end(String id) {
        CompletionStage<Reply> end = ends.of(id);
        // Looked at after asking: an end in between is not missed.
        store.find(id).filter(reply -> reply.state().isFinal()).ifPresent(ends::reached);
        return end;
    }

    private void recover() {
        try {
            while (log.state() == LogState.CLOSED || log.state() == LogState.FAILED) {
                Thread.sleep(LOG_POLL);
            }
            List<ReplyRow.Place> places =
                    settlements.recover().toCompletableFuture().join();
            places.forEach(place -> enqueue(place.conversation(), place.id()));
            ready = true;
            LOG.infof("Replies can be accepted; from before waiting=%d", places.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(String conversation, String id) {
        synchronized (conversations) {
            Deque<String> queue = conversations.computeIfAbsent(conversation, _ -> new ArrayDeque<>());
            queue.add(id);
            waiting++;
            if (queue.size() == 1) {
                Thread.ofVirtual().name("reply").start(() -> send(conversation, queue));
            }
        }
    }

    private void send(String conversation, Deque<String> queue) {
        try {
            Optional<String> id = first(queue);
            while (id.isPresent()) {
                send(id.get());
                id = next(conversation, queue);
            }
        } catch (InterruptedException e) {
            LOG.debug("Sending ends; what waits is sent after the next start");
        } catch (RuntimeException e) {
            // The log cannot be written, so nothing is sent any more; the process ends, and recovery finds what is
            // left.
            LOG.error("Replies of a conversation cannot be sent", e);
        }
    }

    private Optional<String> first(Deque<String> queue) {
        synchronized (conversations) {
            return Optional.of(queue.getFirst());
        }
    }

    private Optional<String> next(String conversation, Deque<String> queue) {
        synchronized (conversations) {
            queue.removeFirst();
            waiting--;
            if (queue.isEmpty()) {
                conversations.remove(conversation);
            }
            return Optional.ofNullable(queue.peekFirst());
        }
    }

    /** A log that could not be read for a moment must not end a conversation. What is to be done is what the log says then. */
    private void send(String id) throws InterruptedException {
        while (true) {
            try {
                dispatch.run(id);
                return;
            } catch (RuntimeException e) {
                if (log.state() == LogState.CLOSED || log.state() == LogState.FAILED) {
                    throw e;
                }
                LOG.errorf(e, "Reply id=%s cannot be gone on with; tried again", id);
                Thread.sleep(LOG_POLL);
            }
        }
    }
}
