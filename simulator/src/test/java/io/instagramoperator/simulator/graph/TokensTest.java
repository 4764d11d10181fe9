package io.instagramoperator.simulator.graph;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who calls, and what a token is worth. */
@QuarkusTest
class TokensTest {

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

    private static ValidatableResponse debugToken(SimulatedAccount account, String token) {
        return account.asApp()
                .queryParam("input_token", token)
                .get("/v25.0/debug_token")
                .then()
                .statusCode(200);
    }
}
