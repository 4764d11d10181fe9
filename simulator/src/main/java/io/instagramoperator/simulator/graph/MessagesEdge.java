package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.state.Happening;
import io.instagramoperator.simulator.state.Journal;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.SentMessage;
import io.instagramoperator.simulator.webhook.MessagingItems;
import io.instagramoperator.simulator.webhook.WebhookSender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The Send API: {@code POST /{page-id | instagram-id | me}/messages}. */
@Singleton
class MessagesEdge {

    private static final int MAX_TEXT_BYTES = 1_000;

    private final AccessTokens tokens;
    private final Conversations conversations;
    private final Journal journal;
    private final WebhookSender webhooks;
    private final Clock clock;

    MessagesEdge(
            AccessTokens tokens, Conversations conversations, Journal journal, WebhookSender webhooks, Clock clock) {
        this.tokens = tokens;
        this.conversations = conversations;
        this.journal = journal;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    JsonNode post(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        checkPermission(account);
        String igsid = recipient(request);
        JsonNode message = request.object("message");
        boolean isAction = request.parameter("sender_action").isPresent();
        if (!isAction) {
            checkMessage(message);
        }
        Instant now = clock.instant();
        checkConversation(account, igsid, request, now);

        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("recipient_id", igsid);
        if (isAction) {
            String action = request.parameter("sender_action").orElseThrow();
            journal.add(new Happening.Acted(account.instagramId(), igsid, now, action, request.object("payload")));
            return answer;
        }
        String mid = MessagingItems.newMid();
        Optional<String> text = Optional.ofNullable(message.path("text").textValue());
        conversations.accountSent(
                account.instagramId(), new SentMessage(igsid, text, mid, now, request.bodyWithoutCredentials()));
        journal.add(
                new Happening.Sent(account.instagramId(), igsid, now, mid, message, request.bodyWithoutCredentials()));
        JsonNode echo = MessagingItems.echo(account.instagramId(), igsid, now, mid, message);
        webhooks.send(account, Container.MESSAGING, List.of(echo));
        return answer.put("message_id", mid);
    }

    private static void checkPermission(Account account) {
        if (!account.permissions().contains(account.messagingPermission())) {
            throw new GraphException(
                    GraphError.oauth(10, "(#10) This action needs the permission " + account.messagingPermission())
                            .withStatus(403));
        }
    }

    private static String recipient(GraphRequest request) {
        JsonNode id = request.object("recipient").path("id");
        if (!id.isTextual() || id.textValue().isEmpty()) {
            throw new GraphException(GraphError.invalidParameter("The parameter recipient[id] is required"));
        }
        return id.textValue();
    }

    private static void checkMessage(JsonNode message) {
        JsonNode text = message.path("text");
        boolean hasText = text.isTextual() && !text.textValue().isEmpty();
        if (!hasText && !message.path("attachment").isObject() && !message.has("attachments")) {
            throw new GraphException(GraphError.oauth(
                    100, 2534015, "(#100) Message cannot be empty, must provide valid attachment or text"));
        }
        if (hasText && text.textValue().getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new GraphException(GraphError.invalidParameter(
                    "Length of param message[text] must be less than or equal to " + MAX_TEXT_BYTES));
        }
    }

    private void checkConversation(Account account, String igsid, GraphRequest request, Instant now) {
        Instant lastCustomerMessage = conversations
                .lastCustomerMessage(account.instagramId(), igsid)
                .orElseThrow(() -> new GraphException(
                        GraphError.oauth(100, 2534014, "(#100) The requested user cannot be found.")));
        boolean humanAgent =
                request.parameter("tag").filter("HUMAN_AGENT"::equals).isPresent();
        if (!MessagingWindow.isOpen(lastCustomerMessage, humanAgent, now)) {
            // Seen as 403 on graph.instagram.com, as 400 on graph.facebook.com.
            throw new GraphException(
                    GraphError.oauth(10, 2534022, "(#10) This message is sent outside of allowed window.")
                            .withStatus(account.login() == Login.INSTAGRAM ? 403 : 400));
        }
    }
}
