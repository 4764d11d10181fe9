package io.instagramoperator.receiver.gap;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.ConversationPage;
import io.instagramoperator.instagram.graph.ConversationPage.Conversation;
import io.instagramoperator.instagram.graph.Decision;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.gap.Gap.State;
import io.instagramoperator.receiver.graph.ConversationPace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Reads one gap. The conversations are listed from the one that was written in last; as one that is written in meanwhile jumps to the front, and
 * so past the reader, they are listed again until there is none that was not read.
 */
final class Repair {

    /** Enough for an account with some hundred conversations in a gap. */
    static final int MOST_CALLS = 500;

    /** How often a conversation that cannot be read is tried, one time in a run. */
    private static final int TRIES = 5;

    /** So many conversations in a row that cannot be read are no trouble of theirs. */
    private static final int OUTAGE = 3;

    private final GapStore store;
    private final ConversationPace pace;
    private final InstantSource clock;
    private final IntConsumer recovered;
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, String> putOff = new LinkedHashMap<>();
    private int failuresInARow;
    private Gap gap;

    /**
     * A repair that begins, or goes on.
     *
     * @param recovered hears how many events each conversation has given
     */
    Repair(Gap gap, GapStore store, ConversationPace pace, InstantSource clock, IntConsumer recovered) {
        this.gap = gap;
        this.store = store;
        this.pace = pace;
        this.clock = clock;
        this.recovered = recovered;
    }

    /** Why a run ended before all was read. */
    private static final class Hindered extends Exception {

        private static final long serialVersionUID = 1;

        private final transient State state;

        Hindered(State state, String why) {
            super(why, null, false, false);
            this.state = state;
        }
    }

    Gap gap() {
        return gap;
    }

    /** Reads as far as it goes, and keeps how far that was. What was read before is not read again. */
    void run(GraphClient client, AccountAccess account, ReceiverConfig config) throws InterruptedException {
        putOff.clear();
        failuresInARow = 0;
        try {
            Instant since = gap.from(clock.instant());
            Instant began = clock.instant();
            while (list(client, account, config, since)) {
                since = began.minus(Gap.MARGIN);
                began = clock.instant();
            }
            if (!putOff.isEmpty()) {
                throw new Hindered(State.WAITING, putOff.values().iterator().next());
            }
            end(State.DONE, Optional.empty());
        } catch (Hindered e) {
            end(e.state, Optional.ofNullable(e.getMessage()));
        }
    }

    /** Keeps why nothing can be read now. */
    void hinder(String why) {
        end(State.WAITING, Optional.of(why));
    }

    private void end(State state, Optional<String> why) {
        gap = gap.in(state, why, gap.calls());
        store.keep(gap);
    }

    /** Reads all conversations in which something was written since a time. Returns whether there was one that had not been read. */
    private boolean list(GraphClient client, AccountAccess account, ReceiverConfig config, Instant since)
            throws InterruptedException, Hindered {
        boolean news = false;
        Optional<String> page = Optional.empty();
        do {
            Optional<String> after = page;
            GraphResult<ConversationPage> answer = call(() -> client.conversations(account, Optional.empty(), after));
            if (!(answer instanceof GraphResult.Ok<ConversationPage>(ConversationPage listed))) {
                throw new Hindered(State.WAITING, "the conversations cannot be listed: " + answer.describe());
            }
            for (Conversation conversation : listed.conversations()) {
                if (conversation.updatedAt().filter(at -> at.isBefore(since)).isPresent()) {
                    return news;
                }
                if (!putOff.containsKey(conversation.id()) && !store.wasRead(conversation.id())) {
                    news = true;
                    read(client, account, config, conversation.id());
                }
            }
            page = listed.next();
        } while (page.isPresent());
        return news;
    }

    private void read(GraphClient client, AccountAccess account, ReceiverConfig config, String conversation)
            throws InterruptedException, Hindered {
        GraphResult<List<PastMessage>> answer = call(() -> client.messages(account, conversation));
        if (answer instanceof GraphResult.Ok<List<PastMessage>>(List<PastMessage> messages)) {
            failuresInARow = 0;
            Instant now = clock.instant();
            keep(
                    conversation,
                    PastConversation.of(
                            messages, config.account().instagramId(), Wanted.of(config), gap.from(now), gap.to(), now));
            return;
        }
        String why = "a conversation cannot be read: " + answer.describe();
        if (isOfAll(answer) || (!isFinal(answer) && ++failuresInARow >= OUTAGE)) {
            throw new Hindered(State.WAITING, why);
        }
        if (!isFinal(answer) && failures.merge(conversation, 1, Integer::sum) < TRIES) {
            putOff.put(conversation, why);
            return;
        }
        keep(conversation, new PastConversation(List.of(), false));
    }

    private void keep(String conversation, PastConversation past) throws Hindered {
        int before = gap.recovered();
        Optional<Gap> now = store.read(gap, conversation, past, gap.calls());
        if (now.isEmpty()) {
            throw new Hindered(State.WAITING, "webhooks stopped again");
        }
        gap = now.get();
        recovered.accept(gap.recovered() - before);
    }

    /** Whether it is for a reason that holds for every conversation. */
    private static boolean isOfAll(GraphResult<?> answer) {
        return answer instanceof GraphResult.Unreachable<?>
                || decision(answer)
                        .filter(d -> d == Decision.BACK_OFF || d == Decision.STOP_ACCOUNT)
                        .isPresent();
    }

    /** Whether the same call will always fail. */
    private static boolean isFinal(GraphResult<?> answer) {
        return decision(answer).filter(d -> d == Decision.FINAL).isPresent();
    }

    private static Optional<Decision> decision(GraphResult<?> answer) {
        return answer instanceof GraphResult.Refused<?>(GraphError error)
                ? Optional.of(Decision.classify(error))
                : Optional.empty();
    }

    private <T> GraphResult<T> call(Supplier<GraphResult<T>> call) throws InterruptedException, Hindered {
        Optional<String> obstacle = store.obstacle();
        if (obstacle.isPresent()) {
            throw new Hindered(State.WAITING, obstacle.get());
        }
        if (gap.calls() >= MOST_CALLS) {
            throw new Hindered(
                    State.PARTIAL,
                    "after " + MOST_CALLS + " calls the conversations that were written in longest ago were left");
        }
        if (!gap.from(clock.instant()).isBefore(gap.to())) {
            throw new Hindered(
                    State.PARTIAL,
                    "it is more than " + Gap.MEMORY.toDays() + " days ago; what was not read until now was left");
        }
        pace.awaitSpareTurn();
        GraphResult<T> answer = call.get();
        gap = gap.in(gap.state(), gap.problem(), gap.calls() + 1);
        return answer;
    }
}
