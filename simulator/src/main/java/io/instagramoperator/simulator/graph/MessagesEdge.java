package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.ConversationNotes;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.state.Happening;
import io.instagramoperator.simulator.state.Journal;
import io.instagramoperator.simulator.state.SentMessage;
import io.instagramoperator.simulator.state.Uploads;
import io.instagramoperator.simulator.webhook.MessagingItems;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Send API: {@code POST /{page-id | instagram-id | me}/messages}. */
@Singleton
class MessagesEdge {

    private static final int MAX_TEXT_BYTES = 1_000;

    private final AccessTokens tokens;
    private final Recipients recipients;
    private final SenderActions actions;
    private final Conversations conversations;
    private final ConversationNotes notes;
    private final Uploads uploads;
    private final Journal journal;
    private final Echoes echoes;
    private final Clock clock;

    MessagesEdge(
            AccessTokens tokens,
            Recipients recipients,
            SenderActions actions,
            Conversations conversations,
            ConversationNotes notes,
            Uploads uploads,
            Journal journal,
            Echoes echoes,
            Clock clock) {
        this.tokens = tokens;
        this.recipients = recipients;
        this.actions = actions;
        this.conversations = conversations;
        this.notes = notes;
        this.uploads = uploads;
        this.journal = journal;
        this.echoes = echoes;
        this.clock = clock;
    }

    JsonNode post(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        AccessTokens.requirePermission(account, account.messagingPermission());
        AccessTokens.requireMessageAccess(account);
        if (request.parameter("sender_action").isPresent()) {
            String igsid = recipients.ofAction(account, request);
            actions.act(account, igsid, request);
            journal.add(new Happening.Acted(
                    account.instagramId(),
                    igsid,
                    clock.instant(),
                    request.parameter("sender_action").orElseThrow().toLowerCase(Locale.ROOT),
                    request.object("payload")));
            return answer(igsid);
        }
        JsonNode message = request.object("message");
        List<JsonNode> attachments = Attachments.of(message, id -> uploads.of(account.instagramId(), id));
        checkText(message, attachments);
        Templates.checkQuickReplies(message);
        String igsid = recipients.ofMessage(account, request);
        checkReplyTo(account, igsid, request.object("reply_to"));
        return send(account, igsid, request, message, attachments);
    }

    private ObjectNode send(
            Account account, String igsid, GraphRequest request, JsonNode message, List<JsonNode> attachments) {
        Instant now = clock.instant();
        String mid = MessagingItems.newMid();
        Optional<String> text = Optional.ofNullable(message.path("text").textValue());
        conversations.accountSent(
                account.instagramId(), new SentMessage(igsid, text, mid, now, request.bodyWithoutCredentials()));
        JsonNode echo = MessagingItems.echo(account.instagramId(), igsid, now, mid, text, attachments);
        notes.note(account.instagramId(), echo, now);
        journal.add(
                new Happening.Sent(account.instagramId(), igsid, now, mid, message, request.bodyWithoutCredentials()));
        echoes.send(account, echo);
        ObjectNode answer = answer(igsid).put("message_id", mid);
        if (message.at("/attachment/payload/is_reusable").asBoolean()) {
            answer.put("attachment_id", uploads.add(account.instagramId(), attachments.getFirst()));
        }
        return answer;
    }

    private static ObjectNode answer(String igsid) {
        return JsonNodeFactory.instance.objectNode().put("recipient_id", igsid);
    }

    private static void checkText(JsonNode message, List<JsonNode> attachments) {
        JsonNode text = message.path("text");
        boolean hasText = text.isTextual() && !text.textValue().isEmpty();
        if (!hasText && attachments.isEmpty()) {
            throw GraphException.invalidMessage("Message cannot be empty, must provide valid attachment or text");
        }
        if (hasText && text.textValue().getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw GraphException.invalidMessage(
                    "Length of param message[text] must be less than or equal to " + MAX_TEXT_BYTES);
        }
    }

    private void checkReplyTo(Account account, String igsid, JsonNode replyTo) {
        String mid = replyTo.path("mid").asText();
        boolean there = conversations
                .message(account.instagramId(), mid)
                .filter(message -> message.igsid().equals(igsid))
                .isPresent();
        if (!mid.isEmpty() && !there) {
            throw new GraphException(GraphError.invalidParameter("reply_to[mid] is no message of this conversation"));
        }
    }
}
