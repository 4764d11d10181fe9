package io.instagramoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** The simulator in the cluster, through its control API. */
final class FakeMeta {

    static final String NAMESPACE = "instagram-simulator";
    static final String GRAPH_URL = "http://instagram-simulator." + NAMESPACE + ".svc:8080";

    private final Http control = new Http(NAMESPACE, "instagram-simulator", 8080);

    void knows(Account account) {
        expect(204, control.put("/control/apps/" + account.appId(), """
                {"secret": "%s"}
                """.formatted(account.appSecret())));
        expect(204, control.put("/control/accounts/" + account.instagramId(), """
                {"instagramId": "%s", "username": "%s", "login": "Facebook", "pageId": "%s", "appId": "%s", "accessToken": "%s"}
                """.formatted(
                account.instagramId(), account.name(), account.pageId(), account.appId(), account.accessToken())));
    }

    JsonNode customerWrites(Account account, String customer, String text) {
        return expect(200, control.post("/control/accounts/" + account.instagramId() + "/messages", """
                {"from": "%s", "text": "%s"}
                """.formatted(
                        customer, text)));
    }

    JsonNode somebodyForges(Account account, String customer, String text) {
        return expect(200, control.post("/control/accounts/" + account.instagramId() + "/messages", """
                {"from": "%s", "text": "%s", "forged": true}
                """.formatted(
                        customer, text)));
    }

    JsonNode sent(Account account) {
        return expect(200, control.get("/control/accounts/" + account.instagramId() + "/sent"))
                .path("messages");
    }

    boolean isSubscribed(Account account) {
        return expect(200, control.get("/control/accounts/" + account.instagramId()))
                .path("subscribed")
                .asBoolean();
    }

    boolean hasCallback(Account account) {
        return expect(200, control.get("/control/apps/" + account.appId())).hasNonNull("subscription");
    }

    void isUnavailable() {
        expect(204, control.put("/control/misbehaviour", "{\"unavailable\": true}"));
    }

    void behaves() {
        expect(204, control.delete("/control/misbehaviour"));
    }

    private static JsonNode expect(int status, Http.Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("the simulator answered " + answer);
        }
        return answer.body();
    }
}
