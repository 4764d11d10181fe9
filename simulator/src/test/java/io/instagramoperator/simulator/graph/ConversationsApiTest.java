package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static io.instagramoperator.simulator.SimulatedAccount.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was said can be read afterwards, in the shapes of Messenger Platform, "Conversations API". */
@QuarkusTest
class ConversationsApiTest {

    private static final String ALL_FIELDS =
            "messages%7Bid,created_time,from,to,message,attachments,shares,story,reactions,is_unsupported%7D";

    @Test
    void shows_a_conversation_as_meta_does() throws JsonProcessingException {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        happensAt(account, 1_795_651_200_000L, "\"mid\":\"aWdf1\",\"text\":\"Hi\"");
        happensAt(
                account,
                1_795_651_260_000L,
                "\"mid\":\"aWdf2\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"https://lookaside.fbsbx.com/i\"}}]");
        account.happens("""
                {"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":1795651270000,
                 "reaction":{"mid":"aWdf1","action":"react","reaction":"love","emoji":"\u2764\ufe0f"}}""".formatted(CUSTOMER, account.instagramId()));
        String conversation = onlyConversation(account);

        // When
        String answer = account.reads(conversation + "?fields=" + ALL_FIELDS)
                .statusCode(200)
                .extract()
                .asString();

        // Then
        assertThat(new ObjectMapper().readTree(answer))
                .isEqualTo(new ObjectMapper().readTree("""
                {"messages":{"data":[
                   {"id":"aWdf2","created_time":"2026-11-26T00:01:00+0000",
                    "from":{"username":"customer_{customer}","id":"{customer}"},
                    "to":{"data":[{"username":"acme","id":"{account}"}]},
                    "message":"",
                    "attachments":{"data":[{"image_data":{"url":"https://lookaside.fbsbx.com/i"}}]}},
                   {"id":"aWdf1","created_time":"2026-11-26T00:00:00+0000",
                    "from":{"username":"customer_{customer}","id":"{customer}"},
                    "to":{"data":[{"username":"acme","id":"{account}"}]},
                    "message":"Hi",
                    "reactions":{"data":[{"reaction":"\u2764\ufe0f","users":[{"username":"customer_{customer}","id":"{customer}"}]}]}}],
                  "paging":{"cursors":{"before":"YVdkZjI","after":"YVdkZjE"}}},
                 "id":"{conversation}"}""".replace("{customer}", CUSTOMER)
                        .replace("{account}", account.instagramId())
                        .replace("{conversation}", conversation)));
        account.reads("me/conversations?platform=instagram")
                .body("data", equalTo(List.of(Map.of("updated_time", "2026-11-26T00:01:00+0000", "id", conversation))));
    }

    @ParameterizedTest
    @CsvSource({"Facebook, me", "Facebook, page", "Facebook, instagram", "Instagram, me", "Instagram, instagram"})
    void lists_the_conversations_of_an_account(String login, String node) {
        // Given
        SimulatedAccount account =
                login.equals("Facebook") ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
        writes(account, "111", "Hi");
        writes(account, "222", "Hi");
        String id =
                switch (node) {
                    case "page" -> account.pageId();
                    case "instagram" -> account.instagramId();
                    default -> "me";
                };

        // Then
        account.reads(id + "/conversations?platform=instagram").body("data", hasSize(2));
        account.reads(id + "/conversations?platform=instagram&user_id=111&fields=participants")
                .body("data", hasSize(1))
                .body("data[0].participants.data[1].id", equalTo("111"));
        account.reads(id + "/conversations?platform=instagram&user_id=333").body("data", empty());
    }

    @Test
    void has_no_conversations_on_messenger() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // Then
        account.reads("me/conversations").statusCode(200).body("data", empty());
    }

    @Test
    void gives_conversations_page_by_page() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        for (int i = 1; i <= 5; i++) {
            writes(account, "100" + i, "Hi");
        }
        List<String> seen = new ArrayList<>();

        // When
        String next = "/v25.0/me/conversations?platform=instagram&limit=2";
        while (next != null) {
            var page = account.asAccount()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("data.id"));
            next = page.path("paging.next");
        }

        // Then
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void gives_details_of_the_20_newest_messages_only() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        json(Map.of("count", 22, "from", CUSTOMER)).post("/control/accounts/" + account.instagramId() + "/batch");
        String conversation = onlyConversation(account);

        // When
        List<Map<String, Object>> messages = account.reads(
                        conversation + "/messages?limit=30&fields=id,created_time,message")
                .statusCode(200)
                .extract()
                .path("data");

        // Then
        assertThat(messages).hasSize(22);
        assertThat(messages.subList(0, 20)).allMatch(message -> message.containsKey("message"));
        assertThat(messages.subList(20, 22)).noneMatch(message -> message.containsKey("message"));
        account.reads(messages.getFirst().get("id") + "?fields=message")
                .statusCode(200)
                .body("message", equalTo("message 22 of 22"));
        account.reads(messages.getLast().get("id") + "?fields=message")
                .statusCode(400)
                .body("error.code", equalTo(9_000_001));
        account.reads(conversation + "?fields=messages.limit(3)%7Bid,message%7D")
                .body("messages.data", hasSize(3))
                .body("messages.paging.next", notNullValue());
    }

    @Test
    void leaves_out_what_was_unsent() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");
        String mid = account.customerWrites("Oops").extract().path("mid");

        // When
        happensAt(account, 1_795_651_200_000L, "\"mid\":\"" + mid + "\",\"is_deleted\":true");

        // Then
        account.reads(onlyConversation(account) + "?fields=messages%7Bmessage%7D")
                .body("messages.data.message", equalTo(List.of("Hi")));
        account.reads(mid).statusCode(400).body("error.error_subcode", equalTo(33));
    }

    @Test
    void shows_what_the_account_sent_and_its_reactions() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String received = account.customerWrites("Hi").extract().path("mid");
        String sent = account.sends("Hello").extract().path("message_id");
        account.posts(Map.of(
                "recipient",
                Map.of("id", CUSTOMER),
                "sender_action",
                "react",
                "payload",
                Map.of("message_id", received, "reaction", "love")));

        // Then
        account.reads(sent + "?fields=from,to,message")
                .body("message", equalTo("Hello"))
                .body("from.id", equalTo(account.instagramId()))
                .body("to.data[0].id", equalTo(CUSTOMER));
        account.reads(received + "?fields=reactions")
                .body("reactions.data[0].users[0].id", equalTo(account.instagramId()));
    }

    @Test
    void shows_nothing_to_another_account_or_to_nobody() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = account.sibling();
        String mid = account.customerWrites("Hi").extract().path("mid");
        String conversation = onlyConversation(account);

        // Then
        other.reads(conversation).statusCode(400).body("error.error_subcode", equalTo(33));
        other.reads(conversation + "/messages").statusCode(400).body("error.error_subcode", equalTo(33));
        other.reads(mid).statusCode(400).body("error.error_subcode", equalTo(33));
        given().get("/v25.0/" + conversation).then().statusCode(400).body("error.code", equalTo(104));
        account.reads(mid + "?fields=shoe_size").statusCode(400).body("error.code", not(equalTo(33)));
    }

    private static void writes(SimulatedAccount account, String igsid, String text) {
        json(Map.of("from", igsid, "text", text)).post("/control/accounts/" + account.instagramId() + "/messages");
    }

    private static void happensAt(SimulatedAccount account, long timestamp, String message) {
        account.happens("{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},\"timestamp\":%d,\"message\":{%s}}"
                .formatted(CUSTOMER, account.instagramId(), timestamp, message));
    }

    private static String onlyConversation(SimulatedAccount account) {
        return account.reads("me/conversations?platform=instagram")
                .statusCode(200)
                .body("data", hasSize(1))
                .extract()
                .path("data[0].id");
    }
}
