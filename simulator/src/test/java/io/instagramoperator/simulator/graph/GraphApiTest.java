package io.instagramoperator.simulator.graph;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions, tokens and nodes, in the shapes of the Graph API reference. */
@QuarkusTest
class GraphApiTest {

    @AfterEach
    void behave() {
        RestAssured.delete("/control/misbehaviour");
    }

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

    @Test
    void describes_a_token() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        var answer = debugToken(account, account.accessToken());

        // Then
        answer.rootPath("data")
                .body("app_id", equalTo(account.appId()))
                .body("type", equalTo("PAGE"))
                .body("is_valid", equalTo(true))
                .body("expires_at", equalTo(0))
                .body("data_access_expires_at", equalTo(0))
                .body("profile_id", equalTo(account.pageId()))
                .body("scopes", hasItems("instagram_manage_messages", "pages_manage_metadata"))
                .body(
                        "granular_scopes.find { it.scope == 'instagram_manage_messages' }.target_ids",
                        contains(account.instagramId()));
    }

    @Test
    void says_of_a_token_that_it_expired_is_foreign_or_unknown() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = SimulatedAccount.facebook();
        account.put(Map.of("tokenExpiresAt", Instant.now().getEpochSecond() - 1));

        // Then
        debugToken(account, account.accessToken())
                .body("data.is_valid", equalTo(false))
                .body("data.error.code", equalTo(190))
                .body("data.error.subcode", equalTo(463));
        debugToken(account, other.accessToken())
                .body("data.is_valid", equalTo(false))
                .body("data.error.code", equalTo(100));
        debugToken(account, "nonsense")
                .body("data.is_valid", equalTo(false))
                .body("data.error.code", equalTo(190))
                .body("data.scopes", empty());
        account.sends("Hello")
                .statusCode(400)
                .body("error.code", equalTo(190))
                .body("error.error_subcode", equalTo(463));
    }

    @Test
    void reads_a_page_and_its_instagram_account() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // Then
        account.asAccount()
                .queryParam("fields", "name,instagram_business_account")
                .get("/v25.0/" + account.pageId())
                .then()
                .body(
                        "$",
                        equalTo(Map.of(
                                "id",
                                account.pageId(),
                                "name",
                                "acme",
                                "instagram_business_account",
                                Map.of("id", account.instagramId()))));
        account.asAccount()
                .queryParam("fields", "instagram_business_account{username}")
                .get("/v25.0/me")
                .then()
                .body("instagram_business_account", equalTo(Map.of("id", account.instagramId(), "username", "acme")));
        account.asAccount()
                .queryParam("fields", "shoe_size")
                .get("/v25.0/me")
                .then()
                .statusCode(400)
                .body("error.message", containsString("nonexisting field (shoe_size)"));
    }

    @Test
    void gives_two_different_ids_of_an_account_with_instagram_login() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();

        // When
        var answer =
                account.asAccount().queryParam("fields", "user_id,username").get("/v25.0/me");

        // Then
        answer.then()
                .body("user_id", equalTo(account.instagramId()))
                .body("username", equalTo("acme"))
                .body("id", not(equalTo(account.instagramId())));
    }

    @Test
    void knows_the_caller_by_a_bearer_token_or_a_parameter() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = SimulatedAccount.facebook();

        // Then
        given().queryParam("access_token", account.accessToken())
                .get("/v25.0/me")
                .then()
                .body("id", equalTo(account.pageId()));
        given().get("/v25.0/me").then().statusCode(400).body("error.code", equalTo(104));
        given().header("Authorization", "Bearer nonsense")
                .get("/v25.0/me")
                .then()
                .statusCode(400)
                .body("error.code", equalTo(190))
                .body("error.type", equalTo("OAuthException"));
        account.asAccount()
                .get("/v25.0/" + other.pageId())
                .then()
                .statusCode(400)
                .body("error.code", equalTo(100))
                .body("error.error_subcode", equalTo(33));
        account.asAccount()
                .get("/v25.0/" + account.appId() + "/subscriptions")
                .then()
                .statusCode(400)
                .body("error.code", equalTo(15));
    }

    @Test
    void checks_a_proof_of_the_app_secret_if_there_is_one() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String proof = AppSecret.of(account.appSecret()).proofOf(account.accessToken());
        String wrong = AppSecret.of("another secret").proofOf(account.accessToken());

        // Then
        account.asAccount()
                .queryParam("appsecret_proof", proof)
                .get("/v25.0/me")
                .then()
                .statusCode(200);
        account.asAccount()
                .queryParam("appsecret_proof", wrong)
                .get("/v25.0/me")
                .then()
                .statusCode(400)
                .body("error.message", containsString("appsecret_proof"));
    }

    @Test
    void refuses_paths_that_nobody_knows() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // Then
        account.asAccount().get("/v25.0/me/shoes").then().statusCode(400).body("error.code", equalTo(2500));
        account.asAccount().post("/v25.0/me").then().statusCode(400).body("error.error_subcode", equalTo(33));
    }

    @Test
    void misbehaves_as_it_is_told() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        misbehave(Map.of(
                "graphError",
                Map.of(
                        "status",
                        429,
                        "code",
                        613,
                        "subcode",
                        2534040,
                        "message",
                        "slow down",
                        "times",
                        1,
                        "operation",
                        "messages")));

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(200);
        account.sends("Hello")
                .statusCode(429)
                .body("error.code", equalTo(613))
                .body("error.error_subcode", equalTo(2534040))
                .body("error.message", equalTo("slow down"));
        account.sends("Hello").statusCode(200);

        // When
        misbehave(Map.of("unavailable", true));

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(503).contentType(ContentType.HTML);

        // When
        RestAssured.delete("/control/misbehaviour").then().statusCode(204);

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(200);
    }

    private static ValidatableResponse debugToken(SimulatedAccount account, String token) {
        return account.asApp()
                .queryParam("input_token", token)
                .get("/v25.0/debug_token")
                .then()
                .statusCode(200);
    }

    private static void misbehave(Map<String, Object> orders) {
        SimulatedAccount.json(orders).put("/control/misbehaviour").then().statusCode(204);
    }
}
