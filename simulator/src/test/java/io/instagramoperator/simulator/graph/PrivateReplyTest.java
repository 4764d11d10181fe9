package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.instagramoperator.simulator.SimulatedAccount.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.instagramoperator.simulator.state.Comments;
import io.instagramoperator.simulator.state.Comments.Comment;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments, and the one private reply that each allows (Instagram Platform, "Private Replies"). */
@QuarkusTest
class PrivateReplyTest {

    @Inject
    Comments comments;

    @Inject
    Clock clock;

    @Test
    void delivers_a_comment() throws IOException {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback, "messages", "comments");

            // When
            String id = comments(account, "How much?")
                    .body("deliveries.status", contains(200))
                    .extract()
                    .path("mid");

            // Then
            JsonNode change = new ObjectMapper()
                    .readTree(callback.received().getFirst().body())
                    .at("/entry/0/changes/0");
            assertThat(change).isEqualTo(new ObjectMapper().readTree("""
                            {"field":"comments","value":{
                              "from":{"id":"%s","username":"customer_%s"},
                              "media":{"id":"17900000000000001","media_product_type":"FEED"},
                              "id":"%s","text":"How much?"}}""".formatted(CUSTOMER, CUSTOMER, id)));
        }
    }

    @Test
    void replies_once_and_tells_to_whom() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        String id = comments(account, "How much?").extract().path("mid");

        // When
        var first = reply(account, id);
        var second = reply(account, id);

        // Then
        first.statusCode(200).body("recipient_id", equalTo(CUSTOMER)).body("message_id", notNullValue());
        second.statusCode(400).body("error.code", equalTo(100)).body("error.error_subcode", equalTo(2534025));
    }

    @Test
    void opens_no_window_until_the_customer_answers() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String id = comments(account, "How much?").extract().path("mid");
        reply(account, id).statusCode(200);

        // When
        var before = account.sends("Still there?");
        account.customerWrites("Yes");
        var after = account.sends("Good");

        // Then
        before.statusCode(400).body("error.error_subcode", equalTo(2534022));
        after.statusCode(200);
    }

    @Test
    void refuses_comments_that_are_not_there_or_not_the_accounts() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = account.sibling();
        String id = comments(other, "How much?").extract().path("mid");

        // Then
        reply(account, "4711").statusCode(400).body("error.error_subcode", equalTo(2534025));
        reply(account, id).statusCode(400).body("error.error_subcode", equalTo(2534025));
        reply(other, id).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"P6DT23H, 200", "P7D, 400"})
    void replies_to_a_comment_within_a_week(Duration age, int status) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String id = account.instagramId() + "99";
        comments.add(
                new Comment(id, account.instagramId(), CUSTOMER, clock.instant().minus(age)));

        // Then
        reply(account, id).statusCode(status);
    }

    @Test
    void needs_the_permission() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        account.becomes(
                Map.of("permissions", List.of("instagram_business_basic", "instagram_business_manage_messages")));
        String id = comments(account, "How much?").extract().path("mid");

        // Then
        reply(account, id).statusCode(403).body("error.code", equalTo(10));
    }

    private static ValidatableResponse comments(SimulatedAccount account, String text) {
        return json(Map.of("from", CUSTOMER, "text", text))
                .post("/control/accounts/" + account.instagramId() + "/comments")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse reply(SimulatedAccount account, String commentId) {
        return account.posts(
                Map.of("recipient", Map.of("comment_id", commentId), "message", Map.of("text", "42 euros")));
    }
}
