package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountStop;
import io.instagramoperator.receiver.reply.Trace.Finding;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Brings one reply to its end: asks Meta as often as it takes, and looks for it when an answer is lost. Blocks meanwhile. */
final class Dispatch {

    /** Of an attempt of which it could not be written down how it ended. */
    private static final Outcome LOST =
            Outcome.of(new GraphResult.Ambiguous<>("Meta's answer could not be written down"), 1);

    /** How often one that never arrived is sent once more. */
    static final int MOST_ROUNDS = 3;

    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    private final ReplyStore store;
    private final Settlements settlements;
    private final ReplyEnds ends;
    private final Search search;
    private final AccountGraph graph;
    private final AccountStop stop;
    private final SendGate gate;
    private final BackOff retries;

    Dispatch(
            ReplyStore store,
            Settlements settlements,
            ReplyEnds ends,
            Search search,
            AccountGraph graph,
            AccountStop stop,
            SendGate gate,
            BackOff retries) {
        this.store = store;
        this.settlements = settlements;
        this.ends = ends;
        this.search = search;
        this.graph = graph;
        this.stop = stop;
        this.gate = gate;
        this.retries = retries;
    }

    /**
     * Returns when the next reply of its conversation may be sent.
     *
     * @throws InterruptedException when no more is to be sent; what is not at its end is taken up after the next start
     */
    void run(String id) throws InterruptedException {
        ReplyRow reply = store.row(id);
        for (int round = 1; ; round++) {
            if (!reply.searched()) {
                reply = send(id);
            }
            if (!reply.searched()) {
                return;
            }
            reply = find(reply, round < MOST_ROUNDS);
            if (reply.reply().state() != Reply.State.QUEUED) {
                return;
            }
        }
    }

    /** Until Meta has taken or refused it, or its answer is lost. */
    private ReplyRow send(String id) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            SendGate.Pass pass = gate.enter();
            Outcome outcome;
            ReplyRow reply;
            try {
                Optional<byte[]> body = done(store.sending(id));
                if (body.isEmpty()) {
                    ReplyRow now = store.row(id);
                    return now.reply().state() == Reply.State.SENDING ? settled(settlements.settle(id, LOST)) : now;
                }
                GraphResult<SentMessage> result =
                        graph.client(pass.config().graph()).send(pass.account(), body.get());
                outcome = Outcome.of(result, tries);
                apply(outcome);
                reply = done(settlements.settle(id, outcome));
            } finally {
                gate.leave();
            }
            tell(reply);
            if (reply.reply().state().isFinal()) {
                return reply;
            }
            if (outcome.kind() == Outcome.Kind.RETRY) {
                Thread.sleep(retries.after(tries));
            } else {
                tries--; // only what Meta refused for this reply alone counts
            }
        }
    }

    private ReplyRow find(ReplyRow reply, boolean mayRepeat) throws InterruptedException {
        String id = reply.reply().id();
        return switch (search.run(reply)) {
            case Search.Result.Echoed _ -> store.row(id);
            case Search.Result.Read(Finding.Arrived(String messageId)) -> settled(settlements.found(id, messageId));
            case Search.Result.Read(Finding.Absent _) ->
                mayRepeat ? repeated(settlements.again(id)) : settled(settlements.giveUp(id, Reply.State.FAILED));
            case Search.Result.Read(Finding.Open _) -> settled(settlements.giveUp(id, Reply.State.UNKNOWN));
        };
    }

    private ReplyRow settled(CompletionStage<ReplyRow> change) {
        ReplyRow reply = done(change);
        tell(reply);
        return reply;
    }

    private ReplyRow repeated(CompletionStage<ReplyRow> change) {
        ReplyRow reply = done(change);
        LOG.infof(
                "Reply id=%s never arrived; it is sent once more", reply.reply().id());
        return reply;
    }

    private void tell(ReplyRow row) {
        Reply reply = row.reply();
        LOG.logf(
                reply.state().isFinal() ? Level.INFO : Level.DEBUG,
                "Reply id=%s state=%s searched=%b %s",
                reply.id(),
                reply.state().text(),
                row.searched(),
                reply.failure().map(Reply.Failure::message).orElse(""));
        if (row.searched()) {
            ends.reached(reply);
        } else if (reply.state().isFinal()) {
            ends.settled(reply);
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

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
