package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.ConversationPage;
import io.instagramoperator.instagram.graph.ConversationPage.Conversation;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.ConversationPace;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.reply.Trace.Finding;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.registration.Access;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a reply whose answer was lost: waits for its echo, and reads the conversation from time to time. */
@Singleton
class Search {

    /** When it is looked, after the attempt. Only the last may say that it is not there: Meta may be slow to show it. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(20), Duration.ofSeconds(40));

    private final Configuration configuration;
    private final AccountToken token;
    private final AccountGraph graph;
    private final GraphLimits limits;
    private final ConversationPace pace;
    private final ReplyStore store;
    private final ReplyEnds ends;
    private final Clock clock;
    private final List<Duration> looks;

    @Inject
    Search(
            Configuration configuration,
            AccountToken token,
            AccountGraph graph,
            GraphLimits limits,
            ConversationPace pace,
            ReplyStore store,
            ReplyEnds ends) {
        this(configuration, token, graph, limits, pace, store, ends, Clock.systemUTC(), LOOKS);
    }

    Search(
            Configuration configuration,
            AccountToken token,
            AccountGraph graph,
            GraphLimits limits,
            ConversationPace pace,
            ReplyStore store,
            ReplyEnds ends,
            Clock clock,
            List<Duration> looks) {
        this.configuration = configuration;
        this.token = token;
        this.graph = graph;
        this.limits = limits;
        this.pace = pace;
        this.store = store;
        this.ends = ends;
        this.clock = clock;
        this.looks = looks;
    }

    /** What came of a search. */
    sealed interface Result {

        /** Its echo has come, which settled it. */
        record Echoed() implements Result {}

        /** What the conversation tells. */
        record Read(Finding finding) implements Result {}
    }

    /** Blocks until it is known, or cannot be known. */
    Result run(ReplyRow reply) throws InterruptedException {
        String id = reply.reply().id();
        ends.searchBegins(id);
        try {
            // Before anybody was told to wait for it, an echo may have come.
            if (store.find(id).filter(r -> r.state() != Reply.State.UNKNOWN).isPresent()) {
                return new Result.Echoed();
            }
            Instant start = clock.instant();
            Look last = new Look(new Finding.Open(), true);
            for (Duration at : looks) {
                if (ends.awaitEcho(id, Duration.between(clock.instant(), start.plus(at)))
                        .isPresent()) {
                    return new Result.Echoed();
                }
                // After a second look that cannot be made more will not help, and others wait.
                if (!last.possible() && !at.equals(looks.getFirst())) {
                    break;
                }
                last = look(reply);
                if (last.finding() instanceof Finding.Arrived) {
                    return new Result.Read(last.finding());
                }
            }
            return new Result.Read(last.finding());
        } finally {
            ends.searchOver(id);
        }
    }

    /**
     * One look.
     *
     * @param possible whether another may show more
     */
    private record Look(Finding finding, boolean possible) {}

    private Look look(ReplyRow reply) throws InterruptedException {
        Snapshot<ReceiverConfig, Credentials> now = token.effective(configuration.current());
        if (limits.isBusy() || now.config().isEmpty()) {
            return new Look(new Finding.Open(), true);
        }
        return switch (GraphAccess.ofAccount(now)) {
            case Access.Lacking<AccountAccess> _ -> new Look(new Finding.Open(), true);
            case Access.Given<AccountAccess>(AccountAccess account) ->
                look(graph.client(now.config().get().graph()), account, reply);
        };
    }

    private Look look(GraphClient client, AccountAccess account, ReplyRow reply) throws InterruptedException {
        return switch (messages(client, account, reply.conversation())) {
            case GraphResult.Ok<List<PastMessage>>(List<PastMessage> shown) ->
                new Look(trace(reply, shown).in(shown), !shown.isEmpty());
            case GraphResult.Refused<List<PastMessage>> _ -> new Look(new Finding.Open(), false);
            case GraphResult.Unreachable<List<PastMessage>> _, GraphResult.Ambiguous<List<PastMessage>> _ ->
                new Look(new Finding.Open(), true);
        };
    }

    /** Only the one conversation that was asked for tells anything. */
    private GraphResult<List<PastMessage>> messages(GraphClient client, AccountAccess account, String customer)
            throws InterruptedException {
        pace.awaitTurn();
        GraphResult<List<Conversation>> found = client.conversations(account, Optional.of(customer), Optional.empty())
                .map(ConversationPage::conversations);
        if (!(found instanceof GraphResult.Ok<List<Conversation>>(List<Conversation> those)) || those.size() != 1) {
            return found.map(_ -> List.of());
        }
        pace.awaitTurn();
        return client.messages(account, those.getFirst().id());
    }

    private Trace trace(ReplyRow reply, List<PastMessage> shown) {
        Set<String> taken = new HashSet<>();
        shown.forEach(message -> store.owner(message.id())
                .filter(owner -> !owner.equals(reply.reply().id()))
                .ifPresent(_ -> taken.add(message.id())));
        return new Trace(
                reply.conversation(), reply.attempted(), reply.likeness().orElseThrow(), taken);
    }
}
