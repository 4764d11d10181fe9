package io.instagramoperator.simulator.chat;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page is made of and asks for; {@link ChatPageTest} needs a browser, this does not. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class ChatApiTest {

    @TestHTTPResource
    URI simulator;

    @ParameterizedTest
    @CsvSource({
        "index.html,  text/html",
        "chat.css,    text/css",
        "chat.js,     text/javascript",
        "dom.js,      text/javascript",
        "messages.js, text/javascript",
        "webhooks.js, text/javascript",
        "icon.svg,    image/svg"
    })
    void serves_the_page_and_lets_nothing_else_run_in_it(String file, String type) {
        given().get("/chat/" + file)
                .then()
                .statusCode(200)
                .contentType(containsString(type))
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'; script-src 'self'; style-src 'self'"),
                                containsString("require-trusted-types-for 'script'"),
                                not(containsString("unsafe"))))
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void leads_to_the_page() {
        given().redirects()
                .follow(false)
                .get("/chat/")
                .then()
                .statusCode(307)
                .header("Location", containsString("/chat/index.html"));
        given().get("/chat/other.html").then().statusCode(404).body("detail", containsString("/chat/index.html"));
    }

    @Test
    void lists_accounts_with_what_they_are_subscribed_to_and_without_their_secrets() throws Exception {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);

            // Then
            given().get("/chat/api/accounts")
                    .then()
                    .body("accounts.instagramId", hasItem(account.instagramId()))
                    .body("accounts.callbackUrl", hasItem(callback.url()))
                    .body(not(containsString(account.accessToken())))
                    .body(not(containsString(account.appSecret())));
        }
    }

    @Test
    void tells_how_a_webhook_went_out_and_what_was_answered() throws Exception {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);

            // When
            account.customerWrites("Grüße").statusCode(200);

            // Then
            String id = given().queryParam("account", account.instagramId())
                    .get("/chat/api/deliveries")
                    .then()
                    .body("deliveries[0].tries[0].status", equalTo(200))
                    .extract()
                    .path("deliveries[0].report.id");
            CallbackServer.Received received = callback.received().getFirst();
            given().get("/chat/api/deliveries/" + id)
                    .then()
                    .body("body", equalTo(received.text()))
                    .body("headers.'X-Hub-Signature-256'", equalTo(received.header("X-Hub-Signature-256")));
        }
    }

    @Test
    void lists_conversations_with_the_latest_first() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        does(account, "1", Map.of("type", "write", "text", "First")).body("mid", matchesPattern(".{164}"));
        does(account, "2", Map.of("type", "write", "text", "Second"))
                .body(
                        "reason",
                        equalTo("app %s has no webhook: POST /{version}/%s/subscriptions"
                                .formatted(account.appId(), account.appId())));

        // Then
        given().get("/chat/api/accounts/" + account.instagramId() + "/conversations")
                .then()
                .body("conversations.igsid", equalTo(List.of("2", "1")))
                .body("conversations.lastText", equalTo(List.of("Second", "First")));
    }

    @Test
    void lets_the_account_answer_after_a_tap_on_a_button() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        does(account, CUSTOMER, Map.of("type", "button", "title", "Order", "payload", "O"));

        // Then
        account.sends("Thank you").statusCode(200);
    }

    @Test
    void says_when_to_look_again() throws Exception {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            simulator.resolve("/chat/api/changes?account=" + account.instagramId()))
                    .build();
            var stream = client.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                    .thenAccept(answer ->
                            answer.body().filter(line -> !line.isEmpty()).forEach(lines::add));

            // Then
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("data:changed");
            does(account, CUSTOMER, Map.of("type", "write", "text", "Hi"));
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("data:changed");
            stream.cancel(true);
            client.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    12x | {"type":"write","text":"Hi"}        | igsid: '12x' is not 1 to 32 digits
                    12  | {"type":"write"}                    | text: missing
                    12  | {"type":"write","txt":"Hi"}         | there is no such field; known are
                    12  | {"type":"dance"}                    | known type ids = [
                    12  | null                                | the body is missing""")
    void refuses_bad_input_with_the_field_the_value_and_the_remedy(String igsid, String body, String detail) {
        SimulatedAccount account = SimulatedAccount.facebook();

        SimulatedAccount.json(body)
                .post("/chat/api/accounts/%s/conversations/%s/actions".formatted(account.instagramId(), igsid))
                .then()
                .statusCode(400)
                .body("detail", containsString(detail));
    }

    private static ValidatableResponse does(SimulatedAccount account, String igsid, Map<String, String> action) {
        return SimulatedAccount.json(action)
                .post("/chat/api/accounts/%s/conversations/%s/actions".formatted(account.instagramId(), igsid))
                .then()
                .statusCode(200);
    }
}
