package io.instagramoperator.instagram.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that happened on the account, outside its conversations: a comment, a mention, figures of a story.
 *
 * @param field the subscription field, such as {@code comments}; new ones appear
 * @param value what happened; a missing node if there is none
 * @param author who did it, where Meta names somebody
 * @param ownAct whether Meta says that the account did it itself, which it does by naming the account's scoped id
 * @param times when it happened as far as can be read, the likeliest place first
 */
public record Change(
        Optional<String> field, JsonNode value, Optional<String> author, boolean ownAct, List<Instant> times) {

    static Change of(JsonNode json) {
        JsonNode value = json.path("value");
        JsonNode from = value.path("from");
        return new Change(
                Members.string(json, "field"),
                value,
                Members.id(from, "id"),
                Members.id(from, "self_ig_scoped_id").isPresent(),
                Stream.of("timestamp", "created_time")
                        .flatMap(name -> MetaTime.parse(value.path(name)).stream())
                        .toList());
    }

    /** The id of a comment. Meta's documents disagree on its name. */
    public Optional<String> commentId() {
        return Members.id(value, "id").or(() -> Members.id(value, "comment_id"));
    }

    /** Without {@code value}, which holds a customer's words. */
    @Override
    public String toString() {
        return "Change[field=" + field + ", times=" + times + "]";
    }
}
