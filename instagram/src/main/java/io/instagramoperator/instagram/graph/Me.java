package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Whose token it is.
 *
 * @param pageId with a Page token: the Page
 * @param instagramId the Instagram account, as in {@code entry.id}; empty if Meta does not tell
 * @param username the account's name without @; empty if Meta does not tell
 */
public record Me(Optional<String> pageId, Optional<String> instagramId, Optional<String> username) {

    static Me ofPage(JsonNode answer) {
        JsonNode instagram = answer.path("instagram_business_account");
        return new Me(Json.text(answer, "id"), Json.text(instagram, "id"), Json.text(instagram, "username"));
    }

    /** Meta answers flat or wrapped in {@code data[]}. {@code id} is scoped to the app; webhooks carry {@code user_id}. */
    static Me ofInstagramUser(JsonNode answer) {
        JsonNode user =
                answer.path("data").path(0).isObject() ? answer.path("data").path(0) : answer;
        return new Me(
                Optional.empty(),
                Json.text(user, "user_id").or(() -> Json.text(user, "id")),
                Json.text(user, "username"));
    }
}
