package io.instagramoperator.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.webhook.Dispatch;
import io.instagramoperator.simulator.webhook.MessagingItems;
import io.instagramoperator.simulator.webhook.WebhookSender;
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
    private final WebhookSender webhooks;
    private final Clock clock;

    Customers(Conversations conversations, WebhookSender webhooks, Clock clock) {
        this.conversations = conversations;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Dispatch write(Account account, String igsid, String mid, Optional<String> text, Optional<JsonNode> attachments) {
        Instant now = clock.instant();
        conversations.customerWrote(account.instagramId(), igsid, now);
        return webhooks.send(
                account,
                Container.MESSAGING,
                List.of(MessagingItems.customerMessage(account.instagramId(), igsid, now, mid, text, attachments)));
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
        conversations.customerWrote(account.instagramId(), igsid, now);
        List<ObjectNode> items = IntStream.range(0, mids.size())
                .mapToObj(i -> MessagingItems.customerMessage(
                        account.instagramId(),
                        igsid,
                        now.plusMillis(i),
                        mids.get(i),
                        Optional.of("message " + (i + 1) + " of " + mids.size()),
                        Optional.empty()))
                .toList();
        return webhooks.send(account, Container.MESSAGING, items);
    }

    /** Sends any item as it is. A message or a tap on a button opens the window for answers. */
    public Dispatch act(Account account, Container container, JsonNode item) {
        if (container != Container.CHANGES) {
            MessagingItem messaging = MessagingItem.of(item);
            messaging
                    .sender()
                    .filter(sender -> !sender.equals(account.instagramId()) && opensWindow(messaging.content()))
                    .ifPresent(sender -> conversations.customerWrote(account.instagramId(), sender, clock.instant()));
        }
        return webhooks.send(account, container, List.of(item));
    }

    private static boolean opensWindow(Content content) {
        return switch (content) {
            case Content.Message message -> !message.echo() && !message.deleted();
            case Content.Postback _ -> true;
            case Content.Edit _, Content.Reaction _, Content.Read _, Content.Notice _, Content.Other _ -> false;
        };
    }
}
