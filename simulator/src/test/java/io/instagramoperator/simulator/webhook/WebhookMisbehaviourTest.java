package io.instagramoperator.simulator.webhook;

import static io.instagramoperator.simulator.SimulatedAccount.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks that come late, never, or until Meta has had enough. */
@QuarkusTest
class WebhookMisbehaviourTest {

    private CallbackServer callback;
    private SimulatedAccount account;

    @BeforeEach
    void startCallback() throws IOException {
        callback = CallbackServer.start();
        account = SimulatedAccount.facebook().subscribedTo(callback);
    }

    @AfterEach
    void stopCallbackAndBehave() {
        RestAssured.delete("/control/misbehaviour");
        callback.close();
    }

    @Test
    void loses_a_webhook_of_something_that_happened() {
        // When
        misbehave(Map.of("webhooksLost", true));
        String mid = account.customerWrites("Hi")
                .body("reason", containsString("lost"))
                .extract()
                .path("mid");

        // Then
        account.reads(mid + "?fields=message").body("message", equalTo("Hi"));
        assertThat(callback.received()).isEmpty();
    }

    @Test
    void sends_none_while_the_owner_allows_none() {
        // When
        account.becomes(Map.of("messageAccess", false));

        // Then
        account.customerWrites("Hi").body("reason", containsString("message access off"));
    }

    @Test
    void delivers_an_echo_before_the_answer() {
        // Given
        account.customerWrites("Hi");
        misbehave(Map.of("echo", "beforeAnswer"));

        // When
        account.sends("Hello").statusCode(200);

        // Then
        assertThat(callback.received()).hasSize(2);
    }

    @Test
    void delivers_an_echo_late_or_never() {
        // Given
        account.customerWrites("Hi");
        misbehave(Map.of("echo", "delayed", "echoDelay", "PT2H"));
        account.sends("Hello").statusCode(200);
        misbehave(Map.of("echo", "never"));
        account.sends("Nobody hears of this").statusCode(200);
        assertThat(callback.received()).hasSize(1);

        // When
        advance("PT2H");

        // Then
        await().untilAsserted(() -> assertThat(callback.received()).hasSize(2));
        assertThat(callback.received().getLast().text()).contains("Hello");
    }

    @Test
    void tries_for_36_hours_and_disables_the_account_after_one() {
        // Given
        callback.close();
        account.customerWrites("Hi");

        // When
        advance("PT59M");

        // Then
        isSubscribed(true);

        // When
        advance("PT20M");

        // Then
        isSubscribed(false);
        delivery().body("state", equalTo("Pending"));
        account.customerWrites("Anybody?").body("reason", containsString("is not subscribed"));

        // When
        advance("PT36H");

        // Then
        delivery().body("state", equalTo("Abandoned")).body("attempts", greaterThan(40));
    }

    @Test
    void keeps_the_account_when_one_delivery_in_an_hour_is_taken() {
        // Given
        callback.failNext(3);
        account.customerWrites("Hi");

        // When
        advance("PT10M");
        callback.failNext(1);
        account.customerWrites("Still there?");
        advance("PT58M");

        // Then
        isSubscribed(true);
        given().get("/control/deliveries")
                .then()
                .body(
                        "deliveries.findAll { it.instagramId == '%s' }.state".formatted(account.instagramId()),
                        hasSize(2));
    }

    @Test
    void follows_the_clock_with_windows() {
        // Given
        account.customerWrites("Hi");

        // When
        advance(Duration.ofHours(24).toString());

        // Then
        account.sends("Too late").statusCode(400).body("error.error_subcode", equalTo(2534022));
    }

    private ValidatableResponse delivery() {
        return given().get("/control/deliveries")
                .then()
                .rootPath("deliveries.find { it.instagramId == '%s' }".formatted(account.instagramId()));
    }

    private void isSubscribed(boolean subscribed) {
        given().get("/control/accounts/" + account.instagramId()).then().body("subscribed", equalTo(subscribed));
    }

    private static void advance(String duration) {
        json(Map.of("advance", duration)).post("/control/clock").then().statusCode(200);
    }

    private static void misbehave(Map<String, Object> orders) {
        json(orders).put("/control/misbehaviour").then().statusCode(204);
    }
}
