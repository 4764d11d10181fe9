package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.instagramoperator.simulator.SimulatedAccount;
import io.instagramoperator.simulator.state.Conversations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes of answers and errors are those of Messenger Platform, "Send API" and "Error Codes". */
@QuarkusTest
class SendApiTest {

    @Inject
    Conversations conversations;

    @Inject
    Clock clock;

    @ParameterizedTest
    @CsvSource({"Facebook, me", "Facebook, page", "Facebook, instagram", "Instagram, me", "Instagram, instagram"})
    void sends_a_text_and_keeps_it(String login, String node) {
        // Given
        SimulatedAccount account =
                login.equals("Facebook") ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
        account.customerWrites("Hi");
        String nodeId =
                switch (node) {
                    case "page" -> account.pageId();
                    case "instagram" -> account.instagramId();
                    default -> "me";
                };

        // When
        String mid = send(account, nodeId, message(Map.of("text", "Hello ü")))
                .statusCode(200)
                .header("X-App-Usage", notNullValue())
                .body("recipient_id", equalTo(CUSTOMER))
                .body("message_id", matchesPattern("[A-Za-z0-9_-]{164}"))
                .extract()
                .path("message_id");

        // Then
        RestAssured.get("/control/accounts/" + account.instagramId() + "/sent")
                .then()
                .body("messages.to", contains(CUSTOMER))
                .body("messages.text", contains("Hello ü"))
                .body("messages.mid", contains(mid))
                .body("messages.body", contains(message(Map.of("text", "Hello ü"))));
    }

    @Test
    void takes_form_parameters_with_json_in_them_and_never_shows_the_token() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        RestAssured.given()
                .formParam("recipient", "{\"id\":\"" + CUSTOMER + "\"}")
                .formParam("message", "{\"text\":\"Hello\"}")
                .formParam("access_token", account.accessToken())
                .post("/v25.0/me/messages")
                .then()
                .statusCode(200);

        // Then
        RestAssured.get("/control/accounts/" + account.instagramId() + "/sent")
                .then()
                .body("messages.text", contains("Hello"))
                .body("messages[0].body", not(hasKey("access_token")));
    }

    @Test
    void does_a_sender_action_without_a_message() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        var answer = send(account, "me", Map.of("recipient", Map.of("id", CUSTOMER), "sender_action", "typing_on"));

        // Then
        answer.statusCode(200).body("$", equalTo(Map.of("recipient_id", CUSTOMER)));
        RestAssured.get("/control/accounts/" + account.instagramId() + "/sent")
                .then()
                .body("messages", empty());
    }

    @Test
    void refuses_an_unknown_recipient() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        var answer = account.sends("Hello");

        // Then
        isError(answer, 400, "OAuthException", 100).body("error.error_subcode", equalTo(2534014));
    }

    @ParameterizedTest
    @CsvSource({"Facebook, 400", "Instagram, 403"})
    void refuses_to_send_after_a_day_of_silence_unless_a_human_does(String login, int status) {
        // Given
        SimulatedAccount account =
                login.equals("Facebook") ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
        conversations.customerWrote(
                account.instagramId(), CUSTOMER, clock.instant().minus(Duration.ofHours(25)));

        // When
        var tooLate = account.sends("Hello");
        var byHuman = send(
                account,
                "me",
                Map.of(
                        "recipient",
                        Map.of("id", CUSTOMER),
                        "message",
                        Map.of("text", "Hello"),
                        "messaging_type",
                        "MESSAGE_TAG",
                        "tag",
                        "HUMAN_AGENT"));

        // Then
        isError(tooLate, status, "OAuthException", 10).body("error.error_subcode", equalTo(2534022));
        byHuman.statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"1000, 200", "1001, 400"})
    void counts_the_bytes_of_a_text(int bytes, int status) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");
        String text = "é".repeat(500) + "x".repeat(bytes - 1000);

        // When
        var answer = account.sends(text);

        // Then
        answer.statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"message":{"text":"Hello"}}                                          | 100 | 0
                    {"recipient":{"id":""},"message":{"text":"Hello"}}                    | 100 | 0
                    {"recipient":{"id":"12345678901234"}}                                 | 100 | 2534015
                    {"recipient":{"id":"12345678901234"},"message":{"text":""}}           | 100 | 2534015
                    []                                                                    | 100 | 0
                    {"recipient":                                                         | 100 | 0""")
    void refuses_a_body_that_makes_no_message(String body, int code, int subcode) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        var answer = send(account, "me", body);

        // Then
        isError(answer, 400, "OAuthException", code)
                .body("error.error_subcode", subcode == 0 ? equalTo(null) : equalTo(subcode));
    }

    @Test
    void refuses_without_the_permission() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.put(Map.of("permissions", List.of("instagram_basic")));
        account.customerWrites("Hi");

        // When
        var answer = account.sends("Hello");

        // Then
        isError(answer, 403, "OAuthException", 10).body("error.error_subcode", equalTo(null));
    }

    private static Map<String, Object> message(Map<String, String> message) {
        return Map.of("recipient", Map.of("id", CUSTOMER), "message", message);
    }

    private static ValidatableResponse send(SimulatedAccount account, String node, Object body) {
        return account.asAccount()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v25.0/" + node + "/messages")
                .then();
    }

    private static ValidatableResponse isError(ValidatableResponse answer, int status, String type, int code) {
        return answer.statusCode(status)
                .contentType(ContentType.JSON)
                .body("error.type", equalTo(type))
                .body("error.code", equalTo(code))
                .body("error.message", notNullValue())
                .body("error.fbtrace_id", notNullValue());
    }
}
