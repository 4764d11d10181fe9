package io.instagramoperator.simulator.graph;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages and Instagram accounts, in the shapes of the Graph API reference. */
@QuarkusTest
class NodesTest {

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
    void refuses_paths_that_nobody_knows() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // Then
        account.asAccount().get("/v25.0/me/shoes").then().statusCode(400).body("error.code", equalTo(2500));
        account.asAccount().post("/v25.0/me").then().statusCode(400).body("error.error_subcode", equalTo(33));
    }
}
