package io.instagramoperator.simulator.webhook;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.instagramoperator.simulator.SimulatedAccount.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.CallbackServer.Received;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One app with several accounts, and one account with several apps: each app has one callback, each account its own subscription there. */
@QuarkusTest
class SharedAppTest {

    private CallbackServer shared;
    private CallbackServer own;
    private SimulatedAccount acme;
    private SimulatedAccount globex;

    @BeforeEach
    void startTwoAccountsOfOneApp() throws IOException {
        shared = CallbackServer.start();
        own = CallbackServer.start();
        acme = SimulatedAccount.facebook().subscribedTo(shared);
        globex = acme.sibling();
        globex.subscribeAccount("messages").statusCode(200);
    }

    @AfterEach
    void stopCallbacks() {
        shared.close();
        own.close();
    }

    @Test
    void a_delivery_carries_updates_of_several_accounts_in_turn() {
        // When
        writesAround(Map.of("from", CUSTOMER, "count", 1000)).body("deliveries.status", contains(200));

        // Then
        assertThat(shared.received()).hasSize(1);
        List<String> ids = receivers(shared.received().getFirst());
        assertThat(ids).hasSize(1000);
        assertThat(ids.subList(0, 4))
                .containsExactly(acme.instagramId(), globex.instagramId(), acme.instagramId(), globex.instagramId());
    }

    @Test
    void a_delivery_is_tried_again_as_a_whole() {
        // Given
        shared.failNext(1);

        // When
        writesAround(Map.of(
                        "from", CUSTOMER, "count", 2, "accounts", List.of(globex.instagramId(), acme.instagramId())))
                .body("deliveries.status", contains(503));

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shared.received()).hasSize(2));
        assertThat(shared.received().getLast().text())
                .isEqualTo(shared.received().getFirst().text());
        assertThat(receivers(shared.received().getLast())).containsExactly(globex.instagramId(), acme.instagramId());
    }

    @Test
    void an_account_without_a_subscription_of_its_own_is_left_out() {
        // Given
        RestAssured.delete("/control/accounts/" + globex.instagramId() + "/subscription");

        // When
        writesAround(Map.of("from", CUSTOMER, "count", 2)).body("deliveries", hasSize(1));

        // Then
        assertThat(receivers(shared.received().getFirst())).containsExactly(acme.instagramId());
    }

    @Test
    void an_hour_of_failures_costs_only_the_account_that_has_them() {
        // Given
        shared.failNext(1);
        acme.customerWrites("Hi").body("deliveries.status", contains(503));
        shared.failNext(1_000);
        advance("PT50M");
        shared.failNext(0);
        globex.customerWrites("Hi").body("deliveries.status", contains(200));
        shared.failNext(1_000);

        // When
        advance("PT20M");

        // Then
        subscriptions(acme).body("apps.subscribed", contains(false));
        subscriptions(globex).body("apps.subscribed", contains(true));
    }

    @Test
    void an_account_of_two_apps_has_each_update_at_both() {
        // Given
        SimulatedAccount other = SimulatedAccount.facebook().subscribedTo(own);
        SimulatedAccount acmeThere = acme.alsoAt(other);
        acmeThere.subscribeAccount("messages").statusCode(200);

        // When
        acme.customerWrites("Hi").body("deliveries.status", contains(200, 200));

        // Then
        subscriptions(acme)
                .body("apps.appId", contains(acme.appId(), other.appId()))
                .body("apps.subscribed", everyItem(equalTo(true)));
        assertThat(List.of(shared.received().size(), own.received().size())).containsExactly(1, 1);
        assertThat(verdict(own.received().getFirst(), acmeThere)).isEqualTo(new Verdict.Accepted(0));
        assertThat(verdict(own.received().getFirst(), acme)).isEqualTo(Verdict.Refused.WRONG);
    }

    @Test
    void an_account_answers_with_the_token_of_either_app() {
        // Given
        SimulatedAccount there = acme.alsoAt(SimulatedAccount.facebook());
        acme.customerWrites("Hi");

        // Then
        acme.sends("by one").statusCode(200);
        there.sends("by the other").statusCode(200);
        there.asApp()
                .queryParam("input_token", there.accessToken())
                .get("/v25.0/debug_token")
                .then()
                .body("data.is_valid", equalTo(true))
                .body("data.app_id", equalTo(there.appId()));
    }

    @Test
    void leaving_one_app_leaves_the_subscription_to_the_other() {
        // Given
        SimulatedAccount there = acme.alsoAt(SimulatedAccount.facebook().subscribedTo(own));
        there.subscribeAccount("messages").statusCode(200);

        // When
        acme.asAccount().delete("/v25.0/me/subscribed_apps").then().statusCode(200);

        // Then
        subscriptions(acme).body("apps.subscribed", contains(false, true));
        acme.customerWrites("Hi").body("deliveries.status", contains(200));
        assertThat(shared.received()).isEmpty();
        assertThat(own.received()).hasSize(1);
    }

    @Test
    void refuses_accounts_and_apps_that_do_not_fit() {
        // Given
        SimulatedAccount stranger = SimulatedAccount.facebook();

        // Then
        writesAround(Map.of("from", CUSTOMER, "count", 1, "accounts", List.of(stranger.instagramId())))
                .statusCode(400)
                .body("detail", containsString("is not connected to app " + acme.appId()));
        json(Map.of("accessToken", "new"))
                .put("/control/accounts/" + acme.instagramId() + "/apps/" + acme.appId())
                .then()
                .statusCode(400)
                .body("detail", containsString("is the account's own app"));
        json(Map.of("accessToken", acme.accessToken()))
                .put("/control/accounts/" + acme.instagramId() + "/apps/" + stranger.appId())
                .then()
                .statusCode(400)
                .body("detail", containsString("accessToken: another account has the same one"));
        json(Map.of("from", CUSTOMER, "count", 1))
                .post("/control/apps/4711/batch")
                .then()
                .statusCode(404)
                .body("detail", containsString("creates it"));
    }

    private ValidatableResponse writesAround(Map<String, Object> batch) {
        return json(batch).post("/control/apps/" + acme.appId() + "/batch").then();
    }

    private static ValidatableResponse subscriptions(SimulatedAccount account) {
        return given().get("/control/accounts/" + account.instagramId()).then();
    }

    private static void advance(String duration) {
        json(Map.of("advance", duration)).post("/control/clock").then().statusCode(200);
    }

    private static List<String> receivers(Received received) {
        return Delivery.read(received.body()).stream()
                .map(Item.class::cast)
                .map(item -> item.entry().id().orElseThrow())
                .toList();
    }

    private static Verdict verdict(Received received, SimulatedAccount account) {
        return WebhookSignature.verify(
                List.of(received.header(WebhookSignature.HEADER)),
                received.body(),
                List.of(AppSecret.of(account.appSecret())));
    }
}
