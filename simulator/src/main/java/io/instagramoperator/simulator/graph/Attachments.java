package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The attachments of a message that is to be sent, as {@code attachment} or {@code attachments}. */
final class Attachments {

    private static final int MAX_IMAGES = 10;
    private static final Set<String> MEDIA = Set.of("image", "video", "audio", "file");

    private Attachments() {}

    /**
     * Checks them.
     *
     * @param uploads what was uploaded under an id
     * @return as they are in the echo
     * @throws GraphException for what Meta refuses
     */
    static List<JsonNode> of(JsonNode message, Function<String, Optional<JsonNode>> uploads) {
        JsonNode several = message.path("attachments");
        if (message.path("attachment").isObject()) {
            return List.of(checked(message.path("attachment"), uploads));
        }
        // Meta's page shows a single one as an object, too.
        if (several.isObject()) {
            return List.of(checked(several, uploads));
        }
        if (several.size() > MAX_IMAGES) {
            throw GraphException.invalidMessage("At most " + MAX_IMAGES + " attachments can be sent in a message");
        }
        List<JsonNode> attachments = StreamSupport.stream(several.spliterator(), false)
                .map(attachment -> checked(attachment, uploads))
                .toList();
        if (attachments.size() > 1
                && attachments.stream()
                        .anyMatch(
                                attachment -> !attachment.path("type").asText().equals("image"))) {
            throw GraphException.invalidMessage("Several attachments in a message must all be of type image");
        }
        return attachments;
    }

    /** A medium that is to be uploaded. */
    static JsonNode medium(JsonNode attachment) {
        String type = attachment.path("type").asText();
        if (!MEDIA.contains(type)) {
            throw unknownType(type);
        }
        return withUrl(type, url(attachment.path("payload")));
    }

    private static JsonNode checked(JsonNode attachment, Function<String, Optional<JsonNode>> uploads) {
        String type = attachment.path("type").asText();
        JsonNode payload = attachment.path("payload");
        String id = payload.path("attachment_id").asText();
        if (!id.isEmpty()) {
            return uploads.apply(id)
                    .orElseThrow(() -> new GraphException(GraphError.oauth(
                            100, 2018074, "(#100) Invalid attachment ID: " + id + " does not exist or is not owned")));
        }
        return switch (type) {
            case "template" -> {
                Templates.check(payload);
                yield attachment;
            }
            case "like_heart" -> attachment;
            case "MEDIA_SHARE" -> {
                String post = payload.path("id").asText();
                if (post.isEmpty()) {
                    throw GraphException.invalidMessage(
                            "MEDIA_SHARE needs payload[id], the id of a post of the account");
                }
                yield withUrl("share", "https://www.instagram.com/p/" + post + "/");
            }
            default -> medium(attachment);
        };
    }

    private static String url(JsonNode payload) {
        String url = payload.path("url").asText();
        String scheme = url.isEmpty() ? "" : scheme(url);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new GraphException(GraphError.oauth(
                    100, 2018008, "(#100) Failed to fetch the file from the url: payload[url] must be a public URL"));
        }
        return url;
    }

    private static String scheme(String url) {
        try {
            return String.valueOf(URI.create(url).getScheme());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static ObjectNode withUrl(String type, String url) {
        ObjectNode attachment = JsonNodeFactory.instance.objectNode().put("type", type);
        attachment.putObject("payload").put("url", url);
        return attachment;
    }

    private static GraphException unknownType(String type) {
        return new GraphException(GraphError.invalidParameter(
                "Param message[attachment][type] must be one of {audio, file, image, like_heart, MEDIA_SHARE, template, video}"
                        + " - got \"" + type + "\"."));
    }
}
