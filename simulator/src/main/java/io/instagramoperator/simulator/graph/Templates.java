package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The limits of templates and quick replies (Instagram Platform, "Generic Template", "Button Template", "Quick Replies"). */
final class Templates {

    private static final int MAX_ELEMENTS = 10;
    private static final int MAX_BUTTONS = 3;
    private static final int MAX_TITLE = 80;
    private static final int MAX_BUTTON_TEXT = 640;
    private static final int MAX_QUICK_REPLIES = 13;
    private static final Set<String> BUTTONS = Set.of("web_url", "postback");
    private static final Set<String> QUICK_REPLIES = Set.of("text", "user_phone_number", "user_email");

    private Templates() {}

    /** @throws GraphException for what Meta refuses */
    static void check(JsonNode payload) {
        switch (payload.path("template_type").asText()) {
            case "generic" -> checkElements(payload.path("elements"));
            case "button" -> {
                checkLength("text", payload.path("text"), MAX_BUTTON_TEXT);
                checkButtons(payload.path("buttons"));
                require(!payload.path("text").asText().isEmpty(), "A button template needs a text");
                require(!payload.path("buttons").isEmpty(), "A button template needs 1 to 3 buttons");
            }
            case "product" -> checkCount("elements", payload.path("elements"), MAX_ELEMENTS);
            default -> throw GraphException.invalidMessage("template_type must be generic, button or product");
        }
    }

    /** @throws GraphException for what Meta refuses; a title that is too long is none of it, Meta cuts it */
    static void checkQuickReplies(JsonNode message) {
        JsonNode replies = message.path("quick_replies");
        if (replies.isMissingNode()) {
            return;
        }
        checkCount("quick_replies", replies, MAX_QUICK_REPLIES);
        for (JsonNode reply : replies) {
            String type = reply.path("content_type").asText();
            require(QUICK_REPLIES.contains(type), "content_type must be text, user_phone_number or user_email");
            require(
                    !type.equals("text") || (has(reply, "title") && has(reply, "payload")),
                    "A quick reply of type text needs a title and a payload");
        }
    }

    private static void checkElements(JsonNode elements) {
        checkCount("elements", elements, MAX_ELEMENTS);
        for (JsonNode element : elements) {
            require(has(element, "title"), "An element needs a title");
            require(
                    List.of("subtitle", "image_url", "default_action", "buttons").stream()
                            .anyMatch(element::has),
                    "An element needs one property more than its title");
            checkLength("title", element.path("title"), MAX_TITLE);
            checkLength("subtitle", element.path("subtitle"), MAX_TITLE);
            checkButtons(element.path("buttons"));
        }
    }

    private static void checkButtons(JsonNode buttons) {
        require(buttons.size() <= MAX_BUTTONS, "There can be " + MAX_BUTTONS + " buttons at most");
        for (JsonNode button : buttons) {
            String type = button.path("type").asText();
            require(BUTTONS.contains(type), "The type of a button must be web_url or postback");
            require(has(button, "title"), "A button needs a title");
            require(has(button, type.equals("web_url") ? "url" : "payload"), "A button needs its url or its payload");
        }
    }

    private static void checkCount(String name, JsonNode list, int most) {
        require(
                list.isArray() && !list.isEmpty() && list.size() <= most,
                name + " must be a list of 1 to " + most + " items");
    }

    private static void checkLength(String name, JsonNode text, int most) {
        String value = text.asText();
        require(
                value.codePointCount(0, value.length()) <= most,
                name + " must not be longer than " + most + " characters");
    }

    private static boolean has(JsonNode object, String name) {
        return !object.path(name).asText().isEmpty();
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw GraphException.invalidMessage(message);
        }
    }
}
