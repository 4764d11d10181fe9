package io.instagramoperator.simulator.graph;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Graph API answers when this Meta is told to misbehave. */
@QuarkusTest
class MisbehaviourTest {

    @AfterEach
    void behave() {
        RestAssured.delete("/control/misbehaviour");
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

    @ParameterizedTest
    @CsvSource({
        "400, 1,       1357046",
        "500, 2,       0",
        "400, 4,       0",
        "400, 10,      2018108",
        "400, 100,     2534037",
        "400, 190,     460",
        "403, 200,     2534041",
        "400, 368,     0",
        "400, 551,     1545041",
        "429, 613,     1996",
        "400, 80006,   0",
        "400, 9000001, 0"
    })
    void answers_with_any_error_of_the_reference(int status, int code, int subcode) {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        account.customerWrites("Hi");

        // When
        misbehave(Map.of(
                "graphErrors",
                List.of(
                        Map.of("code", 3, "operation", "conversations"),
                        Map.of(
                                "status",
                                status,
                                "type",
                                "IGApiException",
                                "code",
                                code,
                                "subcode",
                                subcode,
                                "isTransient",
                                true,
                                "operation",
                                "messages",
                                "method",
                                "POST"))));

        // Then
        account.sends("Hello")
                .statusCode(status)
                .body("error.type", equalTo("IGApiException"))
                .body("error.code", equalTo(code))
                .body("error.error_subcode", subcode == 0 ? equalTo(null) : equalTo(subcode))
                .body("error.is_transient", equalTo(true))
                .body("error.fbtrace_id", notNullValue());
        account.reads("me/conversations?platform=instagram").body("error.code", equalTo(3));
    }

    @Test
    void tells_how_much_of_the_limits_is_used() {
        // Given
        SimulatedAccount facebook = SimulatedAccount.facebook();
        SimulatedAccount instagram = SimulatedAccount.instagram();

        // When
        misbehave(Map.of("usage", Map.of("appPercent", 95, "businessPercent", 100, "regainMinutes", 5)));

        // Then
        facebook.reads("me")
                .header("X-App-Usage", "{\"call_count\":95,\"total_cputime\":1,\"total_time\":1}")
                .header(
                        "X-Business-Use-Case-Usage",
                        "{\"%s\":[{\"type\":\"messenger\",\"call_count\":100,\"total_cputime\":1,\"total_time\":1,\"estimated_time_to_regain_access\":5}]}"
                                .formatted(facebook.pageId()));
        instagram
                .reads("me")
                .header("X-App-Usage", "{\"call_volume\":95,\"cpu_time\":1}")
                .header("X-Business-Use-Case-Usage", containsString("\"type\":\"instagram\""));
    }

    @Test
    void knows_what_became_of_a_token_and_of_its_owners_consent() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        account.becomes(Map.of("messageAccess", false));

        // Then
        account.sends("Hello")
                .statusCode(400)
                .body("error.code", equalTo(200))
                .body("error.error_subcode", equalTo(2534041));
        account.reads("me").statusCode(200);

        // When
        account.becomes(Map.of("messageAccess", true, "tokenRevoked", true, "dataAccessExpiresAt", 1_800_000_000));

        // Then
        account.sends("Hello")
                .statusCode(400)
                .body("error.code", equalTo(190))
                .body("error.error_subcode", equalTo(460));
        account.asApp()
                .queryParam("input_token", account.accessToken())
                .get("/v25.0/debug_token")
                .then()
                .body("data.is_valid", equalTo(false))
                .body("data.error.subcode", equalTo(460))
                .body("data.data_access_expires_at", equalTo(1_800_000_000));

        // When
        account.becomes(Map.of("tokenRevoked", false, "permissions", List.of("instagram_basic")));

        // Then
        account.sends("Hello").statusCode(403).body("error.code", equalTo(10));
    }

    @Test
    void knows_a_token_as_that_of_another_account() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        SimulatedAccount other = SimulatedAccount.instagram();

        // When
        account.becomes(Map.of("accessToken", "IGAAnew"));
        other.becomes(Map.of("accessToken", account.accessToken()));

        // Then
        account.reads("me?fields=user_id").body("user_id", equalTo(other.instagramId()));
    }

    @Test
    void takes_a_proof_on_every_call_if_the_app_says_so() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount.json(Map.of("secret", account.appSecret(), "requireAppSecretProof", true))
                .put("/control/apps/" + account.appId())
                .then()
                .statusCode(204);
        String proof = AppSecret.of(account.appSecret()).proofOf(account.accessToken());

        // Then
        account.reads("me").statusCode(400).body("error.message", containsString("require an appsecret_proof"));
        account.reads("me?appsecret_proof=" + proof).statusCode(200);
    }

    @Test
    void loses_subscriptions_and_lets_others_take_the_callback() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.subscribeAccount("messages").statusCode(200);

        // When
        RestAssured.delete("/control/accounts/" + account.instagramId() + "/subscription")
                .then()
                .statusCode(204);
        SimulatedAccount.json(Map.of("callbackUrl", "https://other.example/hook"))
                .put("/control/apps/" + account.appId() + "/subscription")
                .then()
                .statusCode(204);

        // Then
        account.reads("me/subscribed_apps").body("data", empty());
        account.asApp()
                .get("/v25.0/" + account.appId() + "/subscriptions")
                .then()
                .body("data.callback_url", contains("https://other.example/hook"));

        // When
        RestAssured.delete("/control/apps/" + account.appId() + "/subscription")
                .then()
                .statusCode(204);

        // Then
        account.asApp()
                .get("/v25.0/" + account.appId() + "/subscriptions")
                .then()
                .body("data", empty());
    }

    private static void misbehave(Map<String, Object> orders) {
        SimulatedAccount.json(orders).put("/control/misbehaviour").then().statusCode(204);
    }
}
