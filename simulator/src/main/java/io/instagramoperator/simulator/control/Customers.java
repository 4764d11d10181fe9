package io.instagramoperator.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Comments;
import io.instagramoperator.simulator.state.Comments.Comment;
import io.instagramoperator.simulator.state.ConversationNotes;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.webhook.Dispatch;
import io.instagramoperator.simulator.webhook.MessagingItems;
import io.instagramoperator.simulator.webhook.WebhookSender;
import io.instagramoperator.simulator.webhook.WebhookUpdate;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Does what customers do: it is noted in the conversation, and the account gets webhooks of it. */
@Singleton
public class Customers {

    private final Conversations conversations;
    private final ConversationNotes notes;
    private final Comments comments;
    private final WebhookSender webhooks;
    private final Clock clock;

    Customers(
            Conversations conversations,
            ConversationNotes notes,
            Comments comments,
            WebhookSender webhooks,
            Clock clock) {
        this.conversations = conversations;
        this.notes = notes;
        this.comments = comments;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Dispatch write(Account account, String igsid, String mid, Optional<String> text, Optional<JsonNode> attachments) {
        Instant now = clock.instant();
        return happened(
                account,
                igsid,
                now,
                List.of(MessagingItems.customerMessage(account.instagramId(), igsid, now, mid, text, attachments)));
    }

    /** Writes something under a post of the account. No window opens: the answer is a private reply. */
    Dispatch comment(Account account, String igsid, String commentId, String mediaId, String text) {
        return act(
                account,
                Container.CHANGES,
                MessagingItems.comment(commentId, igsid, "customer_" + igsid, mediaId, text));
    }

    /** Pretends that a customer wrote. Nothing is noted: it did not happen. */
    Dispatch forge(Account account, String igsid, String mid, Optional<String> text, Optional<JsonNode> attachments) {
        return webhooks.sendForged(
                account,
                Container.MESSAGING,
                List.of(MessagingItems.customerMessage(
                        account.instagramId(), igsid, clock.instant(), mid, text, attachments)));
    }

    /** Writes several messages, which go out in one delivery. */
    Dispatch writeMany(Account account, String igsid, List<String> mids) {
        Instant now = clock.instant();
        List<ObjectNode> items = IntStream.range(0, mids.size())
                .mapToObj(i -> numbered(account, igsid, now.plusMillis(i), mids, i))
                .toList();
        return happened(account, igsid, now, items);
    }

    /** Writes to several accounts of an app in turn, and all of it goes out in one delivery. */
    Dispatch writeAround(List<Account> accounts, String igsid, List<String> mids) {
        Instant now = clock.instant();
        List<WebhookUpdate> updates = IntStream.range(0, mids.size())
                .mapToObj(i -> update(accounts.get(i % accounts.size()), igsid, now.plusMillis(i), mids, i))
                .toList();
        updates.forEach(update -> {
            conversations.customerWrote(update.instagramId(), igsid, now);
            notes.note(update.instagramId(), update.item(), now);
        });
        return webhooks.sendTogether(updates);
    }

    private static WebhookUpdate update(Account account, String igsid, Instant at, List<String> mids, int i) {
        return new WebhookUpdate(account.instagramId(), Container.MESSAGING, numbered(account, igsid, at, mids, i));
    }

    private static ObjectNode numbered(Account account, String igsid, Instant at, List<String> mids, int i) {
        return MessagingItems.customerMessage(
                account.instagramId(),
                igsid,
                at,
                mids.get(i),
                Optional.of("message " + (i + 1) + " of " + mids.size()),
                Optional.empty());
    }

    private Dispatch happened(Account account, String igsid, Instant at, List<ObjectNode> items) {
        conversations.customerWrote(account.instagramId(), igsid, at);
        items.forEach(item -> notes.note(account.instagramId(), item, at));
        return webhooks.send(account, Container.MESSAGING, items);
    }

    /** Sends any item as it is. A message or a tap on a button opens the window for answers; a comment can be answered privately. */
    public Dispatch act(Account account, Container container, JsonNode item) {
        if (container == Container.CHANGES) {
            noteComment(account, item);
        } else {
            notes.note(account.instagramId(), item, clock.instant());
            MessagingItem messaging = MessagingItem.of(item);
            messaging
                    .sender()
                    .filter(sender -> !sender.equals(account.instagramId()) && opensWindow(messaging.content()))
                    .ifPresent(sender -> conversations.customerWrote(account.instagramId(), sender, clock.instant()));
        }
        return webhooks.send(account, container, List.of(item));
    }

    private void noteComment(Account account, JsonNode change) {
        JsonNode comment = change.path("value");
        if (change.path("field").asText().equals("comments")
                && comment.path("id").isTextual()) {
            comments.add(new Comment(
                    comment.path("id").textValue(),
                    account.instagramId(),
                    comment.at("/from/id").asText(),
                    clock.instant()));
        }
    }

    private static boolean opensWindow(Content content) {
        return switch (content) {
            case Content.Message message -> !message.echo() && !message.deleted();
            case Content.Postback _ -> true;
            case Content.Edit _, Content.Reaction _, Content.Read _, Content.Notice _, Content.Other _ -> false;
        };
    }
}
