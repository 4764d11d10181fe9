package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Conversations;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an account can do in a conversation beside writing. None of it has an echo. */
@Singleton
class SenderActions {

    private static final Set<String> SIGNS = Set.of("mark_seen", "typing_off", "typing_on");

    private final Conversations conversations;

    SenderActions(Conversations conversations) {
        this.conversations = conversations;
    }

    /** @throws GraphException unless it is an action that can be done */
    void act(Account account, String igsid, GraphRequest request) {
        String action = request.required("sender_action").toLowerCase(Locale.ROOT);
        if (request.parameters().has("message")) {
            throw new GraphException(GraphError.invalidParameter(
                    "A sender_action cannot be combined with a message: send two requests"));
        }
        JsonNode payload = request.object("payload");
        switch (action) {
            case "react" -> {
                String reaction = payload.path("reaction").asText();
                if (reaction.isEmpty()) {
                    throw new GraphException(
                            GraphError.invalidParameter("The parameter payload[reaction] is required"));
                }
                conversations.react(
                        target(account, igsid, payload), account.instagramId(), Optional.of(emoji(reaction)));
            }
            case "unreact" ->
                conversations.react(target(account, igsid, payload), account.instagramId(), Optional.empty());
            default -> {
                if (!SIGNS.contains(action)) {
                    throw new GraphException(GraphError.invalidParameter(
                            "Param sender_action must be one of {MARK_SEEN, REACT, TYPING_OFF, TYPING_ON, UNREACT} - got \""
                                    + action + "\"."));
                }
            }
        }
    }

    private String target(Account account, String igsid, JsonNode payload) {
        String mid = payload.path("message_id").asText();
        return conversations
                .message(account.instagramId(), mid)
                .filter(message -> message.igsid().equals(igsid))
                .orElseThrow(() -> new GraphException(
                        GraphError.invalidParameter("payload[message_id] is no message of this conversation")))
                .mid();
    }

    private static String emoji(String reaction) {
        return reaction.equals("love") ? "\u2764\ufe0f" : reaction;
    }
}
