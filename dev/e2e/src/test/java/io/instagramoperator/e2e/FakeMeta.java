package io.instagramoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** The simulator in the cluster, through its control API. */
final class FakeMeta {

    static final String NAMESPACE = "instagram-simulator";
    static final String GRAPH_URL = "http://instagram-simulator." + NAMESPACE + ".svc:8080";

    private final ServiceProxy control = new ServiceProxy(NAMESPACE, "instagram-simulator", 8080);

    void knows(SharedApp app) {
        knowsApp(app.id(), app.secret());
    }

    private void knowsApp(String id, String secret) {
        expect(204, control.put("/control/apps/" + id, """
                {"secret": "%s"}
                """.formatted(secret)));
    }

    void knows(Account account) {
        knowsApp(account.appId(), account.appSecret());
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

    /** Writes to all accounts of an app in turn, which comes as one delivery. */
    JsonNode customerWritesAround(SharedApp app, String customer, int count) {
        return expect(200, control.post("/control/apps/" + app.id() + "/batch", """
                {"from": "%s", "count": %d}
                """.formatted(customer, count)));
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

    /** Connects an account to a further app. */
    void connects(Account account, SharedApp app) {
        expect(204, control.put("/control/accounts/" + account.instagramId() + "/apps/" + app.id(), """
                {"accessToken": "%s"}
                """.formatted(
                        app.tokenOf(account))));
    }

    /** Subscribes an account to an app, as somebody does who has its token. */
    void subscribes(Account account, SharedApp app) {
        expect(
                200,
                control.post(
                        "/v25.0/" + account.pageId() + "/subscribed_apps?subscribed_fields=messages&access_token="
                                + app.tokenOf(account),
                        "{}"));
    }

    /** Ends an account's subscription to the app that the token is for. */
    void unsubscribes(Account account, String token) {
        expect(200, control.delete("/v25.0/" + account.pageId() + "/subscribed_apps?access_token=" + token));
    }

    boolean isSubscribedAt(Account account, String appId) {
        return StreamSupport.stream(
                        expect(200, control.get("/control/accounts/" + account.instagramId()))
                                .path("apps")
                                .spliterator(),
                        false)
                .filter(app -> app.path("appId").asText().equals(appId))
                .anyMatch(app -> app.path("subscribed").asBoolean());
    }

    boolean isSubscribed(Account account) {
        return expect(200, control.get("/control/accounts/" + account.instagramId()))
                .path("subscribed")
                .asBoolean();
    }

    String callback(SharedApp app) {
        return expect(200, control.get("/control/apps/" + app.id()))
                .at("/subscription/callbackUrl")
                .asText();
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

    private static JsonNode expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("the simulator answered " + answer);
        }
        return answer.body();
    }
}
