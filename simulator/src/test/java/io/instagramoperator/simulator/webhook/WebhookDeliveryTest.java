package io.instagramoperator.simulator.webhook;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.instagramoperator.simulator.SimulatedAccount.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.instagramoperator.instagram.payload.Content;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.Verdict;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.CallbackServer.Received;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryTest {

    private CallbackServer callback;

    @BeforeEach
    void startCallback() throws IOException {
        callback = CallbackServer.start();
    }

    @AfterEach
    void stopCallbackAndBehave() {
        RestAssured.delete("/control/misbehaviour");
        callback.close();
    }

    @Test
    void delivers_a_message_escaped_and_signed() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);

        // When
        String mid = account.customerWrites("Grüße 😀")
                .statusCode(200)
                .body("deliveries.status", contains(200))
                .extract()
                .path("mid");

        // Then
        Received received = onlyReceived();
        assertThat(received.header("Content-Type")).isEqualTo("application/json");
        assertThat(received.header("Facebook-API-Version")).isEqualTo("v25.0");
        assertThat(received.header("X-Hub-Signature")).matches("sha1=[0-9a-f]{40}");
        assertThat(verdict(received, account)).isEqualTo(new Verdict.Accepted(0));
        assertThat(received.text()).contains("\"text\":\"Gr\\u00fc\\u00dfe \\ud83d\\ude00\"");
        Item item = items(received).getFirst();
        assertThat(item.entry().object()).contains("instagram");
        assertThat(item.entry().id()).contains(account.instagramId());
        MessagingItem messaging = item.messaging().orElseThrow();
        assertThat(messaging.sender()).contains(CUSTOMER);
        assertThat(messaging.recipient()).contains(account.instagramId());
        Content.Message message = (Content.Message) messaging.content();
        assertThat(message.text()).contains("Grüße 😀");
        assertThat(message.mid()).contains(mid);
    }

    @Test
    void delivers_the_echo_of_what_the_account_sends() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
        account.customerWrites("Hi");

        // When
        String mid = account.sends("Hello ü").statusCode(200).extract().path("message_id");

        // Then
        await().untilAsserted(() -> assertThat(callback.received()).hasSize(2));
        MessagingItem echo =
                items(callback.received().getLast()).getFirst().messaging().orElseThrow();
        assertThat(echo.sender()).contains(account.instagramId());
        assertThat(echo.recipient()).contains(CUSTOMER);
        Content.Message message = (Content.Message) echo.content();
        assertThat(message.echo()).isTrue();
        assertThat(message.mid()).contains(mid);
        assertThat(message.text()).contains("Hello ü");
    }

    @Test
    void echoes_are_a_field_of_their_own_with_instagram_login() {
        // Given
        SimulatedAccount without = SimulatedAccount.instagram().subscribedTo(callback, "messages");
        SimulatedAccount with = SimulatedAccount.instagram().subscribedTo(callback, "messages", "message_echoes");
        without.customerWrites("Hi");
        with.customerWrites("Hi");

        // When
        without.sends("Hello").statusCode(200);
        with.sends("Hello").statusCode(200);

        // Then
        await().untilAsserted(() -> assertThat(callback.received()).hasSize(3));
        assertThat(items(callback.received().getLast()).getFirst().entry().id()).contains(with.instagramId());
    }

    @Test
    void tries_again_with_the_same_bytes_until_it_is_taken() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
        callback.failNext(2);

        // When
        account.customerWrites("Hi").body("deliveries.status", contains(503));

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(callback.received()).hasSize(3));
        assertThat(callback.received())
                .extracting(Received::text)
                .containsOnly(callback.received().getFirst().text());
        await().untilAsserted(() -> given().get("/control/deliveries")
                .then()
                .rootPath("deliveries.find { it.instagramId == '%s' }".formatted(account.instagramId()))
                .body("attempts", equalTo(3))
                .body("lastStatus", equalTo(200))
                .body("updates", equalTo(1))
                .body("state", equalTo("Delivered")));
    }

    @Test
    void tries_again_when_nobody_answers() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
        callback.close();

        // When
        account.customerWrites("Hi").body("deliveries.error", contains("could not connect"));

        // Then
        await().untilAsserted(() -> given().get("/control/deliveries")
                .then()
                .body(
                        "deliveries.find { it.instagramId == '%s' }.attempts".formatted(account.instagramId()),
                        equalTo(2)));
    }

    @Test
    void sends_many_updates_in_one_delivery() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);

        // When
        json(Map.of("count", 1000, "from", CUSTOMER))
                .post("/control/accounts/" + account.instagramId() + "/batch")
                .then()
                .body("deliveries.status", contains(200));

        // Then
        assertThat(items(onlyReceived())).hasSize(1000);
        assertThat(verdict(onlyReceived(), account)).isEqualTo(new Verdict.Accepted(0));
    }

    @Test
    void sends_what_is_due_for_two_accounts_of_an_app_together() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
        SimulatedAccount sibling = account.sibling();
        sibling.subscribeAccount("messages").statusCode(200);
        json(Map.of("webhooksPaused", true)).put("/control/misbehaviour").then().statusCode(204);
        account.customerWrites("one").body("deliveries", empty()).body("reason", containsString("paused"));
        sibling.customerWrites("two").body("deliveries", empty());
        assertThat(callback.received()).isEmpty();

        // When
        RestAssured.delete("/control/misbehaviour").then().statusCode(204);

        // Then
        await().untilAsserted(() -> assertThat(callback.received()).hasSize(1));
        assertThat(items(onlyReceived()))
                .extracting(item -> item.entry().id().orElseThrow())
                .containsExactly(account.instagramId(), sibling.instagramId());
    }

    @Test
    void sends_any_item_as_it_is() {
        // Given
        SimulatedAccount account =
                SimulatedAccount.facebook().subscribedTo(callback, "messages", "message_reactions", "comments");
        String reaction =
                "{\"sender\":{\"id\":12345678901234567890},\"reaction\":{\"mid\":\"m\",\"emoji\":\"❤️\"},\"x\":1}";
        String comment = "{\"field\":\"comments\",\"value\":{\"id\":\"c1\"}}";

        // When
        json(reaction)
                .post("/control/accounts/" + account.instagramId() + "/items")
                .then()
                .body("deliveries.status", contains(200));
        json(comment)
                .queryParam("container", "changes")
                .post("/control/accounts/" + account.instagramId() + "/items")
                .then()
                .body("deliveries.status", contains(200));

        // Then
        assertThat(callback.received())
                .extracting(received -> items(received).getFirst().json().toString())
                .containsExactly(reaction, comment);
    }

    @Test
    void signs_a_forged_message_with_a_wrong_secret_and_sends_it_once() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
        callback.failNext(1);

        // When
        json(Map.of("from", CUSTOMER, "text", "Hi", "forged", true))
                .post("/control/accounts/" + account.instagramId() + "/messages")
                .then()
                .body("deliveries.status", contains(503));

        // Then
        assertThat(verdict(onlyReceived(), account)).isEqualTo(Verdict.Refused.WRONG);
        given().get("/control/deliveries")
                .then()
                .body(
                        "deliveries.find { it.instagramId == '%s' }.state".formatted(account.instagramId()),
                        equalTo("Abandoned"));
        account.sends("to nobody who wrote").statusCode(400).body("error.error_subcode", equalTo(2534014));
    }

    @Test
    void delivers_nothing_and_says_why_without_a_subscription() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        var noApp = account.customerWrites("Hi");
        account.subscribeApp(callback.url(), CallbackServer.VERIFY_TOKEN, "messages")
                .statusCode(200);
        var noAccount = account.customerWrites("Hi");
        account.subscribeAccount("messages").statusCode(200);
        var noField = json("{\"read\":{\"mid\":\"m\"}}")
                .post("/control/accounts/" + account.instagramId() + "/items")
                .then();
        json(Map.of("dropSubscriptions", true)).put("/control/misbehaviour");
        var dropped = account.customerWrites("Hi");

        // Then
        noApp.body("deliveries", empty()).body("reason", containsString("app " + account.appId() + " has no webhook"));
        noAccount.body("reason", containsString("account " + account.instagramId() + " is not subscribed"));
        noField.body("reason", containsString("is not subscribed to the field messaging_seen"));
        dropped.body("reason", containsString("account " + account.instagramId() + " is not subscribed"));
        assertThat(callback.received()).isEmpty();
    }

    private Received onlyReceived() {
        assertThat(callback.received()).hasSize(1);
        return callback.received().getFirst();
    }

    private static List<Item> items(Received received) {
        return Delivery.read(received.body()).stream().map(Item.class::cast).toList();
    }

    private static Verdict verdict(Received received, SimulatedAccount account) {
        return WebhookSignature.verify(
                List.of(received.header(WebhookSignature.HEADER)),
                received.body(),
                List.of(AppSecret.of(account.appSecret())));
    }
}
