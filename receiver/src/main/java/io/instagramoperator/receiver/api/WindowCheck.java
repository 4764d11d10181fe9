package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.conversation.ReplyWindow;
import io.instagramoperator.receiver.conversation.Windows;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Refuses a message to a customer who is known to have written too long ago. What is not known is left to Meta. */
@Singleton
public class WindowCheck {

    private final Windows windows;
    private final ReplyStore store;
    private final DiskThreads threads;
    private final InstantSource clock;

    @Inject
    WindowCheck(Windows windows, ReplyStore store, DiskThreads threads) {
        this.windows = windows;
        this.store = store;
        this.threads = threads;
        this.clock = Clock.systemUTC();
    }

    /**
     * Fails with a problem document, or gives nothing.
     *
     * @param key a reply that was accepted with it before is not refused now
     * @param humanAgent whether the account may use the tag of that name
     */
    Uni<Void> check(SendBody body, Optional<String> key, boolean humanAgent) {
        if (body.kind() != SendBody.Kind.MESSAGE) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(() -> windows.of(body.conversation(), threads))
                .invoke(answer -> {
                    if (answer instanceof Windows.Answer.Known(ReplyWindow window)
                            && !isOpen(window, body.humanAgent(), clock.instant())
                            && key.filter(store::hasKey).isEmpty()) {
                        throw closed(body.conversation(), window, humanAgent, clock.instant())
                                .exception();
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isOpen(ReplyWindow window, boolean tagged, Instant now) {
        return tagged ? window.isOpenForPeople(now) : window.isOpen(now);
    }

    static ProblemDocument closed(String conversation, ReplyWindow window, boolean humanAgent, Instant now) {
        String since = "customer " + conversation + " wrote last at " + window.opened()
                + ", and the window for answers closed at " + window.closesAt();
        String remedy = "; it opens again when the customer writes";
        if (humanAgent && window.isOpenForPeople(now)) {
            remedy = "; until " + window.humanAgentUntil()
                    + " an answer written by a person is taken with messaging_type MESSAGE_TAG and tag HUMAN_AGENT";
        } else if (humanAgent) {
            remedy = ", that for answers of people at " + window.humanAgentUntil() + remedy;
        }
        return ProblemDocument.of(422, "window-closed", "Window closed", since + remedy)
                .with("conversation", conversation)
                .with("closesAt", window.closesAt().toString())
                .with("humanAgentUntil", window.humanAgentUntil().toString());
    }
}
