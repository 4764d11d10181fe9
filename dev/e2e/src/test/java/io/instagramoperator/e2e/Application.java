package io.instagramoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** An application team's service: reads events and answers customers through the receiver's API. */
final class Application {

    private final Account account;
    private final Http api;

    Application(String namespace, Account account) {
        this.account = account;
        this.api = new Http(namespace, account.name() + "-receiver", 8081);
    }

    /** The events of one conversation, waiting up to 20 s for the first one. */
    JsonNode events(String customer, String types) {
        Http.Answer answer = api.get(
                "/v1/events?wait=20s&conversation=" + customer + "&types=" + types,
                "Authorization",
                "Bearer " + account.apiToken());
        if (answer.status() != 200) {
            throw new AssertionError("the receiver answered " + answer);
        }
        return answer.body().path("events");
    }

    Http.Answer reply(String customer, String text) {
        return api.post(
                "/v1/messages?wait=10s",
                "{\"recipient\": {\"id\": \"%s\"}, \"message\": {\"text\": \"%s\"}}".formatted(customer, text),
                "Authorization",
                "Bearer " + account.apiToken());
    }
}
