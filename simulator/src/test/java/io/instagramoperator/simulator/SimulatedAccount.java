package io.instagramoperator.simulator;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An app and an account of its own for one test, and what one can do with them. */
public record SimulatedAccount(
        String appId, String appSecret, String instagramId, String pageId, String accessToken, String login) {

    public static final String CUSTOMER = "12345678901234";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static SimulatedAccount facebook() {
        return create("Facebook");
    }

    public static SimulatedAccount instagram() {
        return create("Instagram");
    }

    private static SimulatedAccount create(String login) {
        int n = NUMBER.incrementAndGet();
        SimulatedAccount account = new SimulatedAccount(
                "1234567890" + n, "secret-of-" + n, "178414058223" + n, "1029384756" + n, "EAAtoken" + n, login);
        json(Map.of("secret", account.appSecret))
                .put("/control/apps/" + account.appId)
                .then()
                .statusCode(204);
        account.put(Map.of());
        return account;
    }

    /** Another account of the same app. */
    public SimulatedAccount sibling() {
        SimulatedAccount sibling =
                new SimulatedAccount(appId, appSecret, instagramId + "1", pageId + "1", accessToken + "1", login);
        sibling.put(Map.of());
        return sibling;
    }

    /** The same account at another account's app, with a token of its own there. */
    public SimulatedAccount alsoAt(SimulatedAccount other) {
        SimulatedAccount there = new SimulatedAccount(
                other.appId, other.appSecret, instagramId, pageId, accessToken + "at" + other.appId, login);
        json(Map.of("accessToken", there.accessToken))
                .put("/control/accounts/" + instagramId + "/apps/" + other.appId)
                .then()
                .statusCode(204);
        return there;
    }

    /** Replaces the account with one that has these members, too. */
    public void put(Map<String, Object> more) {
        Map<String, Object> spec =
                new HashMap<>(Map.of("username", "acme", "login", login, "appId", appId, "accessToken", accessToken));
        if (login.equals("Facebook")) {
            spec.put("pageId", pageId);
        }
        spec.putAll(more);
        json(spec).put("/control/accounts/" + instagramId).then().statusCode(204);
    }

    /** Subscribes app and account, so that webhooks go to this callback. */
    public SimulatedAccount subscribedTo(CallbackServer callback, String... fields) {
        subscribeApp(
                        callback.url(),
                        CallbackServer.VERIFY_TOKEN,
                        fields.length == 0 ? "messages" : String.join(",", fields))
                .statusCode(200);
        subscribeAccount("messages").statusCode(200);
        return this;
    }

    public ValidatableResponse subscribeApp(String url, String verifyToken, String fields) {
        return asApp().formParam("object", "instagram")
                .formParam("callback_url", url)
                .formParam("verify_token", verifyToken)
                .formParam("fields", fields)
                .post("/v25.0/" + appId + "/subscriptions")
                .then();
    }

    public ValidatableResponse subscribeAccount(String fields) {
        return asAccount()
                .queryParam("subscribed_fields", fields)
                .post("/v25.0/me/subscribed_apps")
                .then();
    }

    public ValidatableResponse customerWrites(String text) {
        return json(Map.of("from", CUSTOMER, "text", text))
                .post("/control/accounts/" + instagramId + "/messages")
                .then();
    }

    public ValidatableResponse sends(String text) {
        return posts(Map.of("recipient", Map.of("id", CUSTOMER), "message", Map.of("text", text)));
    }

    /** Posts a Send API body. */
    public ValidatableResponse posts(Object body) {
        return asAccount()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v25.0/me/messages")
                .then();
    }

    /** Something happens that has no call of its own: an item of a webhook. */
    public ValidatableResponse happens(String item) {
        return json(item).post("/control/accounts/" + instagramId + "/items").then();
    }

    /** Changes the account as Meta or its owner would. */
    public void becomes(Map<String, Object> changes) {
        json(changes).patch("/control/accounts/" + instagramId).then().statusCode(204);
    }

    /** Reads something of the Graph API. */
    public ValidatableResponse reads(String pathAndQuery) {
        return asAccount()
                .urlEncodingEnabled(false)
                .get("/v25.0/" + pathAndQuery)
                .then();
    }

    public RequestSpecification asApp() {
        return given().header("Authorization", "Bearer " + appId + "|" + appSecret);
    }

    public RequestSpecification asAccount() {
        return given().header("Authorization", "Bearer " + accessToken);
    }

    public static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Override
    public String toString() {
        return login;
    }
}
