package io.instagramoperator.receiver.gap;

import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.event.Recovered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a conversation tells about a gap.
 *
 * @param messages those sent in the gap, in the order in which they were sent
 * @param complete whether these are all
 */
record PastConversation(List<Recovered> messages, boolean complete) {

    /** Of so many messages Meta gives details; a conversation that has fewer is shown as a whole. */
    private static final int SHOWN = 20;

    /**
     * Looks at the newest messages of a conversation.
     *
     * @param shown newest first, as Meta lists them
     * @param from what was sent before is left out
     * @param to and what was sent after
     */
    static PastConversation of(
            List<PastMessage> shown, String account, Wanted wanted, Instant from, Instant to, Instant now) {
        List<Recovered> messages = new ArrayList<>();
        boolean reachesBack = shown.size() < SHOWN;
        boolean readable = true;
        for (PastMessage message : shown.reversed()) {
            Optional<Instant> sent = message.createdAt();
            if (sent.filter(at -> at.isBefore(from)).isPresent()) {
                reachesBack = true;
            } else if (sent.filter(at -> at.isAfter(to)).isEmpty()) {
                Optional<Recovered> event = Recovered.of(message, account, now);
                readable &= event.isPresent();
                event.filter(wanted::includes).ifPresent(messages::add);
            }
        }
        // Meta tells times in seconds: of the same second, its order decides.
        messages.sort(Comparator.comparing(message -> message.event().time()));
        return new PastConversation(List.copyOf(messages), reachesBack && readable);
    }
}
