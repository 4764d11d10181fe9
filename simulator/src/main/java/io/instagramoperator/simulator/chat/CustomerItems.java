package io.instagramoperator.simulator.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.payload.Container;
import jakarta.ws.rs.BadRequestException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Meta puts into a webhook for something that a customer did. */
final class CustomerItems {

    /**
     * An item and where it goes.
     *
     * @param mid the id of what is new; empty if it is about something older
     */
    record Made(Container container, ObjectNode item, Optional<String> mid) {}

    /**
     * When and between whom it happens.
     *
     * @param newId for what is new
     * @param story the id of a story or post that is made up for it: digits
     */
    record Scene(String instagramId, String igsid, Instant at, String newId, String story) {}

    private CustomerItems() {}

    /**
     * @param edits how often the message that it is about was edited before
     * @throws BadRequestException if the action lacks something; says what
     */
    static Made of(CustomerAction action, Scene scene, int edits) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        if (!(action instanceof CustomerAction.Comment)) {
            item.putObject("sender").put("id", scene.igsid());
            item.putObject("recipient").put("id", scene.instagramId());
            item.put("timestamp", scene.at().toEpochMilli());
        }
        boolean isNew =
                switch (action) {
                    case CustomerAction.Write write -> write(item, scene, write);
                    case CustomerAction.ChooseQuickReply choice -> {
                        message(item, scene)
                                .put("text", required("title", choice.title()))
                                .putObject("quick_reply")
                                .put("payload", required("payload", choice.payload()));
                        yield true;
                    }
                    case CustomerAction.PressButton press -> {
                        item.putObject("postback")
                                .put("mid", scene.newId())
                                .put("title", required("title", press.title()))
                                .put("payload", required("payload", press.payload()));
                        yield true;
                    }
                    case CustomerAction.React react -> {
                        String emoji = required("emoji", react.emoji());
                        item.putObject("reaction")
                                .put("mid", required("mid", react.mid()))
                                .put("action", "react")
                                .put("reaction", Reactions.name(emoji))
                                .put("emoji", emoji);
                        yield false;
                    }
                    case CustomerAction.Unreact unreact -> {
                        item.putObject("reaction")
                                .put("mid", required("mid", unreact.mid()))
                                .put("action", "unreact");
                        yield false;
                    }
                    case CustomerAction.Edit edit -> {
                        item.putObject("message_edit")
                                .put("mid", required("mid", edit.mid()))
                                .put("text", required("text", edit.text()))
                                .put("num_edit", edits + 1);
                        yield false;
                    }
                    case CustomerAction.Unsend unsend -> {
                        item.putObject("message")
                                .put("mid", required("mid", unsend.mid()))
                                .put("is_deleted", true);
                        yield false;
                    }
                    case CustomerAction.Read read -> {
                        item.putObject("read").put("mid", required("mid", read.mid()));
                        yield false;
                    }
                    case CustomerAction.ReplyToStory reply -> {
                        message(item, scene)
                                .put("text", required("text", reply.text()))
                                .putObject("reply_to")
                                .putObject("story")
                                .put("id", scene.story())
                                .put("url", storyUrl(scene));
                        yield true;
                    }
                    case CustomerAction.MentionInStory _ -> {
                        attach(message(item, scene), "story_mention", storyUrl(scene));
                        yield true;
                    }
                    case CustomerAction.Comment comment -> comment(item, scene, comment);
                };
        return new Made(
                action instanceof CustomerAction.Comment ? Container.CHANGES : Container.MESSAGING,
                item,
                isNew ? Optional.of(scene.newId()) : Optional.empty());
    }

    private static boolean write(ObjectNode item, Scene scene, CustomerAction.Write write) {
        ObjectNode message = message(item, scene);
        if (write.imageUrl() == null) {
            message.put("text", required("text", write.text()));
        } else if (write.text() == null) {
            attach(message, "image", required("imageUrl", write.imageUrl()));
        } else {
            throw new BadRequestException("text, imageUrl: both given; send two messages, as a phone does");
        }
        if (write.replyTo() != null) {
            message.putObject("reply_to").put("mid", write.replyTo());
        }
        return true;
    }

    private static boolean comment(ObjectNode item, Scene scene, CustomerAction.Comment comment) {
        ObjectNode value = item.put("field", "comments").putObject("value");
        value.put("id", scene.story() + "1").put("text", required("text", comment.text()));
        value.putObject("from").put("id", scene.igsid()).put("username", "customer_" + scene.igsid());
        value.putObject("media").put("id", scene.story()).put("media_product_type", "FEED");
        return false;
    }

    private static ObjectNode message(ObjectNode item, Scene scene) {
        return item.putObject("message").put("mid", scene.newId());
    }

    private static void attach(ObjectNode message, String type, String url) {
        message.putArray("attachments")
                .addObject()
                .put("type", type)
                .putObject("payload")
                .put("url", url);
    }

    private static String storyUrl(Scene scene) {
        return "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=" + scene.story();
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new BadRequestException(field + ": missing; it must be a text that is not empty");
        }
        return value;
    }
}
