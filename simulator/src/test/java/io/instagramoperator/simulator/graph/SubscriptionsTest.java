package io.instagramoperator.simulator.graph;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions of apps and accounts, in the shapes of the Graph API reference. */
@QuarkusTest
class SubscriptionsTest {

    @Test
    void subscribes_an_app_after_the_handshake() throws IOException {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook();
            String path = "/v25.0/" + account.appId() + "/subscriptions";

            // When
            account.subscribeApp(callback.url(), CallbackServer.VERIFY_TOKEN, "messages,messaging_postbacks")
                    .statusCode(200)
                    .body("$", equalTo(Map.of("success", true)));

            // Then
            account.asApp()
                    .get(path)
                    .then()
                    .body(
                            "data",
                            equalTo(List.of(Map.of(
                                    "object",
                                    "instagram",
                                    "callback_url",
                                    callback.url(),
                                    "active",
                                    true,
                                    "fields",
                                    List.of(
                                            Map.of("name", "messages", "version", "v25.0"),
                                            Map.of("name", "messaging_postbacks", "version", "v25.0"))))));
            given().get("/control/apps/" + account.appId())
                    .then()
                    .body(
                            "$",
                            equalTo(Map.of(
                                    "id",
                                    account.appId(),
                                    "subscription",
                                    Map.of(
                                            "callbackUrl",
                                            callback.url(),
                                            "fields",
                                            List.of("messages", "messaging_postbacks"),
                                            "active",
                                            true))));

            // When
            account.asApp()
                    .queryParam("object", "instagram")
                    .queryParam("fields", "messages")
                    .delete(path);

            // Then
            account.asApp().get(path).then().body("data[0].fields.name", contains("messaging_postbacks"));

            // When
            account.asApp()
                    .queryParam("object", "instagram")
                    .delete(path)
                    .then()
                    .body("success", equalTo(true));

            // Then
            account.asApp().get(path).then().body("data", empty());
        }
    }

    @Test
    void keeps_the_old_callback_when_the_handshake_fails() throws IOException {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
            CallbackServer gone = CallbackServer.start();
            gone.close();

            // When
            var refused = account.subscribeApp(callback.url() + "?other=1", "wrong token", "messages");
            var unreachable = account.subscribeApp(gone.url(), CallbackServer.VERIFY_TOKEN, "messages");

            // Then
            refused.statusCode(400)
                    .body("error.code", equalTo(2200))
                    .body("error.message", containsString("HTTP Status Code = 403"));
            unreachable
                    .statusCode(400)
                    .body("error.code", equalTo(2200))
                    .body("error.message", containsString("could not connect"));
            account.asApp()
                    .get("/v25.0/" + account.appId() + "/subscriptions")
                    .then()
                    .body("data.callback_url", contains(callback.url()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    object       | page             | object must be one of
                    callback_url | nowhere          | callback_url should represent a valid URL
                    callback_url | ftp://host/hook  | callback_url should represent a valid URL
                    fields       | messaging_reads  | got "messaging_reads"
                    verify_token | ''               | verify_token is required""")
    void names_the_parameter_of_a_subscription_that_is_wrong(String parameter, String value, String message) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "object",
                "instagram",
                "callback_url",
                "http://127.0.0.1:9/",
                "verify_token",
                "x",
                "fields",
                "messages"));
        parameters.put(parameter, value);

        // When
        var answer = account.asApp().formParams(parameters).post("/v25.0/" + account.appId() + "/subscriptions");

        // Then
        answer.then().statusCode(400).body("error.code", equalTo(100)).body("error.message", containsString(message));
    }

    @Test
    void subscribes_a_page_with_a_pages_field_names_only() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String path = "/v25.0/" + account.pageId() + "/subscribed_apps";

        // When
        var instagramName = account.subscribeAccount("messages,messaging_seen");
        account.subscribeAccount("messages,messaging_postbacks").body("$", equalTo(Map.of("success", true)));

        // Then
        instagramName
                .statusCode(400)
                .body("error.code", equalTo(100))
                .body("error.message", containsString("messaging_seen"));
        account.asAccount()
                .get(path)
                .then()
                .body("data", hasSize(1))
                .body("data[0].id", equalTo(account.appId()))
                .body("data[0].name", notNullValue())
                .body("data[0].subscribed_fields", contains("messages", "messaging_postbacks"));
        given().get("/control/accounts/" + account.instagramId())
                .then()
                .body("subscribed", equalTo(true))
                .body("fields", contains("messages", "messaging_postbacks"));

        // When
        account.asAccount().delete(path).then().body("$", equalTo(Map.of("success", true)));

        // Then
        account.asAccount().get(path).then().body("$", equalTo(Map.of("data", List.of())));
        given().get("/control/accounts/" + account.instagramId()).then().body("subscribed", equalTo(false));
    }

    @Test
    void subscribes_an_instagram_account_from_a_json_body() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();

        // When
        account.asAccount()
                .contentType(ContentType.JSON)
                .body(Map.of("subscribed_fields", List.of("messages", "messaging_seen")))
                .post("/v25.0/" + account.instagramId() + "/subscribed_apps")
                .then()
                .statusCode(200);

        // Then
        account.asAccount()
                .get("/v25.0/me/subscribed_apps")
                .then()
                .body("data[0].subscribed_fields", contains("messages", "messaging_seen"));
        account.subscribeAccount("messaging_referrals").statusCode(400).body("error.code", equalTo(100));
        account.subscribeAccount("").statusCode(400).body("error.message", containsString("subscribed_fields"));
    }
}
