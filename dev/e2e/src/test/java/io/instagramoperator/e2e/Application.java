package io.instagramoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** An application team's service: reads events and answers customers through the receiver's API. */
final class Application {

    private final Account account;
    private final PodApi api;

    Application(String namespace, Account account) {
        this.account = account;
        this.api = new PodApi(namespace, account.name() + "-receiver", 8081);
    }

    /** The events of one conversation, waiting up to 20 s for the first one. */
    JsonNode events(String customer, String types) {
        Answer answer = api.get(
                "/v1/events?wait=20s&conversation=" + customer + "&types=" + types,
                "Authorization",
                "Bearer " + account.apiToken());
        if (answer.status() != 200) {
            throw new AssertionError("the receiver answered " + answer);
        }
        return answer.body().path("events");
    }

    /** The ids of all messages of a conversation, as often as there are events of them. */
    List<String> messages(String customer) {
        return StreamSupport.stream(
                        events(customer, "message.received&limit=1000").spliterator(), false)
                .map(event -> event.at("/data/message/id").asText())
                .toList();
    }

    Answer reply(String customer, String text) {
        return api.post(
                "/v1/messages?wait=10s",
                "{\"recipient\": {\"id\": \"%s\"}, \"message\": {\"text\": \"%s\"}}".formatted(customer, text),
                "Authorization",
                "Bearer " + account.apiToken());
    }
}
