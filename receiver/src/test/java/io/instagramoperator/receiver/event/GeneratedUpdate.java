package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that happened, before it is written as JSON in one way or another.
 *
 * @param field the subscription field that tells of it
 * @param inConversation whether it is a messaging item, or else the value of a change
 * @param value what Meta says of it
 * @param events how many events it is to give
 */
record GeneratedUpdate(String field, boolean inConversation, ObjectNode value, int events) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "Hey",
            "café",
            "Привет",
            "😀👩‍🚀",
            "\"quoted\" \\ /slash/",
            "<b>&amp;</b>",
            "tab\tline\nnul\u0000",
            "{[}]",
            "");

    /** Different from each other, each with a number that no other has. */
    static List<GeneratedUpdate> some(Random random, int count) {
        List<GeneratedUpdate> updates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            updates.add(new Maker(random, 1_000_000_000_000_000L + i).make());
        }
        return updates;
    }

    private record Maker(Random random, long number) {

        GeneratedUpdate make() {
            return switch (random.nextInt(18)) {
                case 0, 1, 2 -> conversation("messages", "message", message(), 1);
                case 3 -> echo();
                case 4 -> conversation("messages", "message", object("mid").put("is_deleted", true), 1);
                case 5 -> conversation("message_edit", "message_edit", edit(1 + random.nextInt(3)), 1);
                case 6 -> conversation("message_edit", "message_edit", edit(0), 0);
                case 7 -> conversation("messaging_postbacks", "postback", postback(), 1);
                case 8 -> conversation("message_reactions", "reaction", reaction(), 1);
                case 9 -> conversation("messaging_seen", "read", object("mid"), 1);
                case 10 ->
                    conversation("messaging_referral", "referral", object("ref").put("source", "ADS"), 1);
                case 11 ->
                    conversation("messaging_optins", "optin", object("payload").put("user_token", "t"), 1);
                case 12 -> conversation("messaging_handover", handover(), object("new_owner_app_id"), 1);
                case 13 -> conversation("response_feedback", "response_feedback", object("mid"), 1);
                case 14 -> change(random.nextBoolean() ? "comments" : "live_comments", comment());
                case 15 -> change("mentions", object("media_id"));
                case 16 -> change("story_insights", object("media_id").put("reach", random.nextInt(1000) - 1));
                default -> conversation("messages", "hologram", object("of_id").put("share", "0.10"), 1);
            };
        }

        private GeneratedUpdate echo() {
            GeneratedUpdate sent =
                    conversation("message_echoes", "message", message().put("is_echo", true), 1);
            sent.value.set("recipient", sent.value.get("sender"));
            sent.value.putObject("sender").put("id", GoldenCase.ACCOUNT);
            return sent;
        }

        private ObjectNode message() {
            ObjectNode message = object("mid").put("text", text());
            if (random.nextInt(3) == 0) {
                message.putArray("attachments")
                        .addObject()
                        .put("type", random.nextBoolean() ? "image" : "hologram")
                        .putObject("payload")
                        .put("url", "https://lookaside.fbsbx.com/?a=" + number);
            }
            if (random.nextInt(4) == 0) {
                message.putObject("reply_to")
                        .putObject("story")
                        .put("id", number(17))
                        .put("url", text());
            }
            if (random.nextInt(4) == 0) {
                message.putObject("referral").put("ad_id", number(21)).put("source", "ADS");
            }
            return message;
        }

        private ObjectNode edit(int times) {
            return object("mid").put("text", text()).put("num_edit", times);
        }

        private ObjectNode postback() {
            ObjectNode postback = JSON.objectNode().put("title", text()).put("payload", number(15));
            if (random.nextBoolean()) {
                postback.put("mid", number(15));
            }
            return postback;
        }

        private ObjectNode reaction() {
            return object("mid").put("action", "react").put("reaction", "love").put("emoji", "❤️");
        }

        private String handover() {
            return List.of("pass_thread_control", "take_thread_control", "request_thread_control")
                    .get(random.nextInt(3));
        }

        private ObjectNode comment() {
            ObjectNode comment =
                    object(random.nextBoolean() ? "id" : "comment_id").put("text", text());
            comment.putObject("from").put("id", customer()).put("username", "jane");
            return comment;
        }

        private GeneratedUpdate conversation(String field, String kind, ObjectNode content, int events) {
            ObjectNode item = JSON.objectNode();
            item.putObject("sender").put("id", customer());
            item.putObject("recipient").put("id", GoldenCase.ACCOUNT);
            if (random.nextInt(5) > 0) {
                item.put("timestamp", 1_747_231_892_000L + random.nextInt(1000));
            }
            item.set(kind, content);
            return new GeneratedUpdate(field, true, item, events);
        }

        private GeneratedUpdate change(String field, ObjectNode value) {
            return new GeneratedUpdate(field, false, value, 1);
        }

        private ObjectNode object(String id) {
            return JSON.objectNode().put(id, number(15));
        }

        private String number(int digits) {
            return number + "0".repeat(digits - 15);
        }

        private String customer() {
            return String.valueOf(900_000_000_000_000L + random.nextInt(5));
        }

        private String text() {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
    }
}
