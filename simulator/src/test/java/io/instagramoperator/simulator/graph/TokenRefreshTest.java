package io.instagramoperator.simulator.graph;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instagram Platform, "Business Login": refreshing a token that lives for 60 days. */
@QuarkusTest
class TokenRefreshTest {

    @Inject
    Clock clock;

    @ParameterizedTest
    @ValueSource(strings = {"/v25.0/refresh_access_token", "/refresh_access_token"})
    void gives_another_token_and_keeps_the_old_one(String path) {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();

        // When
        String fresh = account.asAccount()
                .queryParam("grant_type", "ig_refresh_token")
                .get(path)
                .then()
                .statusCode(200)
                .body("access_token", startsWith("IGAA"))
                .body("token_type", equalTo("bearer"))
                .body("expires_in", equalTo(5_184_000))
                .extract()
                .path("access_token");

        // Then
        whoami(fresh).statusCode(200).body("user_id", equalTo(account.instagramId()));
        whoami(account.accessToken()).statusCode(200);
    }

    @Test
    void takes_the_token_as_a_parameter_too() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();

        // Then
        given().queryParam("grant_type", "ig_refresh_token")
                .queryParam("access_token", account.accessToken())
                .get("/refresh_access_token")
                .then()
                .statusCode(200);
    }

    @Test
    void refuses_a_token_that_is_younger_than_a_day() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        account.becomes(Map.of("tokenIssuedAt", secondsAgo(Duration.ofHours(23))));

        // When
        var tooEarly = refresh(account);
        account.becomes(Map.of("tokenIssuedAt", secondsAgo(Duration.ofHours(25))));
        var later = refresh(account);

        // Then
        tooEarly.statusCode(400).body("error.code", equalTo(100));
        later.statusCode(200);
    }

    @Test
    void refuses_tokens_that_are_worth_nothing() {
        // Given
        SimulatedAccount expired = SimulatedAccount.instagram();
        expired.becomes(Map.of("tokenExpiresAt", secondsAgo(Duration.ofSeconds(1))));
        SimulatedAccount revoked = SimulatedAccount.instagram();
        revoked.becomes(Map.of("tokenRevoked", true));
        SimulatedAccount poor = SimulatedAccount.instagram();
        poor.becomes(Map.of("permissions", List.of("instagram_business_manage_messages")));

        // Then
        refresh(expired).statusCode(400).body("error.code", equalTo(190)).body("error.error_subcode", equalTo(463));
        refresh(revoked).statusCode(400).body("error.code", equalTo(190)).body("error.error_subcode", equalTo(460));
        refresh(poor).statusCode(403).body("error.code", equalTo(10));
        refresh(SimulatedAccount.facebook()).statusCode(400).body("error.code", equalTo(190));
    }

    private long secondsAgo(Duration age) {
        return clock.instant().minus(age).getEpochSecond();
    }

    private static ValidatableResponse refresh(SimulatedAccount account) {
        return account.reads("refresh_access_token?grant_type=ig_refresh_token");
    }

    private static ValidatableResponse whoami(String token) {
        return given().header("Authorization", "Bearer " + token)
                .queryParam("fields", "user_id")
                .get("/v25.0/me")
                .then();
    }
}
