package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.ReplyStore.Waiting;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.micrometer.core.instrument.Counter;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Sends replies: within a conversation in the order of acceptance and one at a time, conversations beside each other, each in a virtual thread
 * as long as it has something to send.
 */
@Singleton
public class ReplySender {

    private static final Logger LOG = Logger.getLogger(ReplySender.class);
    private static final Duration LOG_POLL = Duration.ofMillis(200);
    private static final Duration LAST_SENDS = Duration.ofSeconds(16);

    private final ReplyStore store;
    private final AccountGraph graph;
    private final EventLog log;
    private final Configuration configuration;
    private final AccountStop stop;
    private final MeterRegistry metrics;
    private final BackOff retries;
    private final SendGate gate;
    private final Map<String, Deque<String>> conversations = new HashMap<>();
    private final Map<String, CompletableFuture<Reply>> waiters = new ConcurrentHashMap<>();
    private volatile boolean ready;

    @Inject
    ReplySender(
            ReplyStore store,
            AccountGraph graph,
            EventLog log,
            Configuration configuration,
            AccountStop stop,
            MeterRegistry metrics) {
        this(
                store,
                graph,
                log,
                configuration,
                stop,
                metrics,
                new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random()));
    }

    ReplySender(
            ReplyStore store,
            AccountGraph graph,
            EventLog log,
            Configuration configuration,
            AccountStop stop,
            MeterRegistry metrics,
            BackOff backOff) {
        this.store = store;
        this.graph = graph;
        this.log = log;
        this.configuration = configuration;
        this.stop = stop;
        this.metrics = metrics;
        this.retries = backOff;
        this.gate = new SendGate(configuration, stop, graph.limits(), backOff);
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

    /**
     * Stores a reply and sends it when its turn comes.
     *
     * @param idempotencyKey the same key and body are the same reply
     * @return completed on the thread that writes the log, when the reply is durable: hand over and return
     * @throws IllegalStateException if it is not {@linkplain #isReady ready}
     */
    public CompletionStage<Accepted> accept(SendBody body, Optional<String> idempotencyKey) {
        if (!ready) {
            throw new IllegalStateException("replies from before are not recovered yet");
        }
        return store.accept(body, idempotencyKey).thenApply(accepted -> {
            if (accepted instanceof Accepted.New(Reply reply)) {
                enqueue(new Waiting(reply.id(), body.conversation()));
            }
            return accepted;
        });
    }

    /** Completed when the reply has come to its {@linkplain Reply.State#isFinal end}. Blocks on the disk. */
    public CompletionStage<Reply> end(String id) {
        CompletableFuture<Reply> waiter = waiters.computeIfAbsent(id, _ -> new CompletableFuture<>());
        // Looked at after registering: an end in between is not missed.
        store.find(id).filter(reply -> reply.state().isFinal()).ifPresent(reply -> {
            waiters.remove(id);
            waiter.complete(reply);
        });
        return waiter.copy();
    }

    private void recover() {
        try {
            while (log.state() == LogState.CLOSED || log.state() == LogState.FAILED) {
                Thread.sleep(LOG_POLL);
            }
            List<Waiting> waiting = store.recover().toCompletableFuture().join();
            waiting.forEach(this::enqueue);
            ready = true;
            LOG.infof("Replies can be accepted; from before waiting=%d", waiting.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Waiting reply) {
        synchronized (conversations) {
            Deque<String> queue = conversations.computeIfAbsent(reply.conversation(), _ -> new ArrayDeque<>());
            queue.add(reply.id());
            if (queue.size() == 1) {
                Thread.ofVirtual().name("reply").start(() -> send(reply.conversation(), queue));
            }
        }
    }

    private void send(String conversation, Deque<String> queue) {
        try {
            String id;
            synchronized (conversations) {
                id = queue.getFirst();
            }
            while (true) {
                send(id);
                synchronized (conversations) {
                    queue.removeFirst();
                    if (queue.isEmpty()) {
                        conversations.remove(conversation);
                        return;
                    }
                    id = queue.getFirst();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Sending ends; what waits is sent after the next start");
        } catch (RuntimeException e) {
            // The log cannot be written, so nothing is sent any more; the process ends, and recovery finds what is
            // left.
            LOG.error("Replies of a conversation cannot be sent", e);
        }
    }

    private void send(String id) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Outcome outcome = attempt(id, tries);
            if (outcome.state().isFinal()) {
                return;
            }
            if (outcome.kind() == Outcome.Kind.RETRY) {
                Thread.sleep(retries.after(tries));
            } else {
                tries--; // only what Meta refused for this reply alone counts
            }
        }
    }

    private Outcome attempt(String id, int tries) throws InterruptedException {
        SendGate.Pass pass = gate.enter();
        try {
            byte[] body = store.sending(id).toCompletableFuture().join();
            GraphResult<SentMessage> result =
                    graph.client(pass.config().graph()).send(pass.account(), body);
            Outcome outcome = Outcome.of(result, tries);
            apply(outcome);
            Reply reply = store.settle(id, outcome.state(), outcome.messageId(), outcome.failure())
                    .toCompletableFuture()
                    .join();
            LOG.logf(
                    reply.state().isFinal() ? Level.INFO : Level.DEBUG,
                    "Reply id=%s state=%s %s",
                    id,
                    reply.state().text(),
                    reply.failure().map(Reply.Failure::message).orElse(""));
            if (reply.state().isFinal()) {
                settled(reply);
            }
            return outcome;
        } finally {
            gate.leave();
        }
    }

    private void settled(Reply reply) {
        Counter.builder("instagram_replies_total")
                .description("Replies settled, by how")
                .tags("outcome", reply.state().text())
                .register(metrics)
                .increment();
        CompletableFuture<Reply> waiter = waiters.remove(reply.id());
        if (waiter != null) {
            waiter.complete(reply);
        }
    }

    /** What one send tells about all others. */
    private void apply(Outcome outcome) {
        switch (outcome.kind()) {
            case TAKEN -> {
                stop.passed();
                gate.reopen();
            }
            case LIMITED -> gate.closeForAWhile();
            case STOPPED -> outcome.refusal().ifPresent(stop::stop);
            case RETRY -> gate.reopen();
        }
    }
}
