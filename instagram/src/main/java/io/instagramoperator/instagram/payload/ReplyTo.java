package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a message answers. */
public sealed interface ReplyTo {

    /** A message of the conversation, by its id. */
    record Message(String mid) implements ReplyTo {}

    /**
     * A story of the business.
     *
     * @param url a signed link that stops working with the story, a day after it was posted
     */
    record Story(Optional<String> id, Optional<String> url) implements ReplyTo {

        /** Without the link, which lets anybody see the story. */
        @Override
        public String toString() {
            return "Story[id=" + id + "]";
        }
    }

    /** A reply to a story if both are named, as the story tells more. */
    static Optional<ReplyTo> of(JsonNode json) {
        return Members.object(json, "story")
                .<ReplyTo>map(story -> new Story(Members.id(story, "id"), Members.string(story, "url")))
                .or(() -> Members.id(json, "mid").map(Message::new));
    }
}
