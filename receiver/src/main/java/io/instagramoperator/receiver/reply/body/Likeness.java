package io.instagramoperator.receiver.reply.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the echo of a message looks like. With it a message is found again when Meta's answer, and so its id, was lost.
 *
 * @param text empty if there is none
 * @param attachments Meta's type of each, in lower case, as it was sent
 */
public record Likeness(String text, List<String> attachments) {

    private static final String LIKE_HEART = "like_heart";
    private static final Set<String> HEARTS = Set.of("❤", "❤\uFE0F");

    /** Instagram adds one for a link in a text, and to a private reply for the post. */
    private static final Set<String> PREVIEWS = Set.of("fallback", "share", "ig_post", "ig_reel");

    /** Copies the list. */
    public Likeness {
        attachments = List.copyOf(attachments);
    }

    /**
     * Of a body, whatever its form.
     *
     * @return empty for what has no echo: reactions and other sender actions
     */
    static Optional<Likeness> of(JsonNode body) {
        JsonNode message = body.path("message");
        // Of the attachments only a button template has a text.
        String template =
                message.path("attachment").path("payload").path("text").asText("");
        String text = message.path("text").asText(template);
        List<String> types = new ArrayList<>();
        addTypes(message.path("attachment"), types);
        addTypes(message.path("attachments"), types);
        return text.isEmpty() && types.isEmpty() ? Optional.empty() : Optional.of(new Likeness(text, types));
    }

    /**
     * Whether a message that Meta shows may be this one. Text beside attachments may be shown as a message of its own.
     *
     * @param shownText the text of the echo, empty if there is none
     * @param shownTypes {@code attachments[].type} of the echo, in any order
     */
    public boolean matches(String shownText, List<String> shownTypes) {
        boolean sameText = normal(text).equals(normal(shownText));
        if (attachments.isEmpty()) {
            return sameText && PREVIEWS.containsAll(lower(shownTypes));
        }
        if (isHeart() && shownTypes.isEmpty()) {
            return HEARTS.contains(normal(shownText));
        }
        if (shownTypes.isEmpty()) {
            return !text.isEmpty() && sameText;
        }
        return (shownText.isEmpty() || sameText) && sameTypes(lower(shownTypes));
    }

    /** Without the text, which is the customer's business. */
    @Override
    public String toString() {
        return "Likeness[" + text.length() + " characters, attachments=" + attachments + "]";
    }

    private boolean isHeart() {
        return text.isEmpty() && attachments.equals(List.of(LIKE_HEART));
    }

    private boolean sameTypes(List<String> shown) {
        if (shown.size() != attachments.size()) {
            return false;
        }
        List<String> left = new ArrayList<>(shown);
        return attachments.stream().allMatch(sent -> removeFirst(left, shownAs(sent)));
    }

    private static boolean removeFirst(List<String> from, Set<String> any) {
        return from.stream().filter(any::contains).findFirst().map(from::remove).orElse(false);
    }

    /** Meta names the same thing differently when it is sent and when it is shown. */
    private static Set<String> shownAs(String type) {
        return switch (type) {
            case "media_share" -> Set.of("media_share", "share", "ig_post", "ig_reel", "reel");
            case LIKE_HEART -> Set.of(LIKE_HEART, "sticker", "image");
            default -> Set.of(type);
        };
    }

    /** Of one attachment, or of an array of them. */
    private static void addTypes(JsonNode attachments, List<String> types) {
        if (attachments.isObject()) {
            types.add(attachments.path("type").asText("").toLowerCase(Locale.ROOT));
        }
        if (attachments.isArray()) {
            attachments.forEach(one -> addTypes(one, types));
        }
    }

    private static List<String> lower(List<String> types) {
        return types.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    }

    /** Instagram strips white space around a text and has one kind of line end. */
    private static String normal(String text) {
        return text.strip().replace("\r\n", "\n");
    }
}
