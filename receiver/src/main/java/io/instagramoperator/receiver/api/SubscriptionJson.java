package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.delivery.DeadLetters.DeadLetter;
import io.instagramoperator.receiver.delivery.DeadLetters.Page;
import io.instagramoperator.receiver.delivery.Standing;

/** What is told of subscriptions, in JSON. What there is none of is left out. */
final class SubscriptionJson {

    private static final JsonMapper JSON = new JsonMapper();

    private SubscriptionJson() {}

    static ObjectNode standing(Standing standing) {
        ObjectNode json = JSON.createObjectNode()
                .put("name", standing.name())
                .put("cursor", standing.cursor().toString())
                .put("backlog", standing.backlog());
        standing.oldest().ifPresent(age -> json.put("oldestSeconds", age.toSeconds()));
        json.put("deadLetters", standing.deadLetters())
                .put("breaker", standing.breaker().text())
                .put("suspended", standing.suspended());
        standing.lastError().ifPresent(error -> json.putObject("lastError")
                .put("kind", error.kind())
                .put("message", error.message())
                .put("at", error.at().toString()));
        return json;
    }

    static ObjectNode page(Page page) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode list = json.putArray("deadLetters");
        page.deadLetters().forEach(letter -> list.add(deadLetter(letter)));
        page.next().ifPresent(next -> json.put("next", next.toString()));
        return json;
    }

    private static ObjectNode deadLetter(DeadLetter letter) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", letter.id())
                .put("sequence", "%020d".formatted(letter.sequence()))
                .put("event", letter.event());
        letter.conversation().ifPresent(igsid -> json.put("conversation", igsid));
        json.put("reason", letter.reason()).put("attempts", letter.attempts());
        letter.firstError().ifPresent(error -> json.set("firstError", error(error)));
        letter.lastError().ifPresent(error -> json.set("lastError", error(error)));
        return json.put("diedAt", letter.diedAt().toString());
    }

    /** It lies in the log in the form in which it is told. */
    private static JsonNode error(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the log holds as an error is none", e);
        }
    }
}
