package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of message that can be sent, its echo, and what Meta refuses of it. */
@QuarkusTest
class SendKindsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"text":"Hello"}                                                                    | -
            {"attachment":{"type":"image","payload":{"url":"https://a.example/i.png"}}}         | [{"type":"image","payload":{"url":"https://a.example/i.png"}}]
            {"attachment":{"type":"audio","payload":{"url":"https://a.example/a.m4a"}}}         | [{"type":"audio","payload":{"url":"https://a.example/a.m4a"}}]
            {"attachment":{"type":"video","payload":{"url":"https://a.example/v.mp4"}}}         | [{"type":"video","payload":{"url":"https://a.example/v.mp4"}}]
            {"attachment":{"type":"file","payload":{"url":"https://a.example/f.pdf"}}}          | [{"type":"file","payload":{"url":"https://a.example/f.pdf"}}]
            {"attachments":{"type":"image","payload":{"url":"https://a.example/i.png"}}}        | [{"type":"image","payload":{"url":"https://a.example/i.png"}}]
            {"attachments":[{"type":"image","payload":{"url":"https://a/1"}},{"type":"image","payload":{"url":"https://a/2"}}]} | [{"type":"image","payload":{"url":"https://a/1"}},{"type":"image","payload":{"url":"https://a/2"}}]
            {"attachment":{"type":"like_heart"}}                                                | [{"type":"like_heart"}]
            {"attachment":{"type":"MEDIA_SHARE","payload":{"id":"179"}}}                        | [{"type":"share","payload":{"url":"https://www.instagram.com/p/179/"}}]
            {"text":"Which?","quick_replies":[{"content_type":"text","title":"A","payload":"P"}]} | -
            {"text":"Mail?","quick_replies":[{"content_type":"user_email"}]}                    | -
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"T","buttons":[{"type":"postback","title":"B","payload":"P"}]}}} | [{"type":"template","payload":{"template_type":"button","text":"T","buttons":[{"type":"postback","title":"B","payload":"P"}]}}]
            {"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"T","subtitle":"S"}]}}} | [{"type":"template","payload":{"template_type":"generic","elements":[{"title":"T","subtitle":"S"}]}}]""")
    void sends_a_message_and_its_echo(String message, String attachments) throws IOException {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account = SimulatedAccount.facebook().subscribedTo(callback);
            account.customerWrites("Hi");

            // When
            String mid = account.posts(body(message)).statusCode(200).extract().path("message_id");

            // Then
            await().untilAsserted(() -> assertThat(callback.received()).hasSize(2));
            JsonNode echo = JSON.readTree(callback.received().getLast().body()).at("/entry/0/messaging/0/message");
            assertThat(echo.path("mid").asText()).isEqualTo(mid);
            assertThat(echo.path("is_echo").asBoolean()).isTrue();
            assertThat(echo.path("text")).isEqualTo(JSON.readTree(message).path("text"));
            assertThat(echo.has("attachments")).isEqualTo(attachments != null);
            if (attachments != null) {
                assertThat(echo.path("attachments")).isEqualTo(JSON.readTree(attachments));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"attachment":{"type":"sculpture","payload":{"url":"https://a/b"}}}                 | 100 | 0
            {"attachment":{"type":"image","payload":{"url":"a"}}}                               | 100 | 2018008
            {"attachment":{"type":"image","payload":{"attachment_id":"4711"}}}                  | 100 | 2018074
            {"attachment":{"type":"MEDIA_SHARE","payload":{}}}                                  | 100 | 2534015
            {"attachments":[{"type":"image","payload":{"url":"https://a"}},{"type":"audio","payload":{"url":"https://a"}}]} | 100 | 2534015
            {"attachment":{"type":"template","payload":{"template_type":"list"}}}               | 100 | 2534015
            {"attachment":{"type":"template","payload":{"template_type":"generic","elements":[]}}} | 100 | 2534015
            {"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"T"}]}}} | 100 | 2534015
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"T"}}}  | 100 | 2534015
            {"attachment":{"type":"template","payload":{"template_type":"button","text":"T","buttons":[{"type":"phone","title":"B"}]}}} | 100 | 2534015
            {"text":"Which?","quick_replies":[]}                                                | 100 | 2534015
            {"text":"Which?","quick_replies":[{"content_type":"text","title":"A"}]}             | 100 | 2534015
            {"text":"Which?","quick_replies":[{"content_type":"color"}]}                        | 100 | 2534015""")
    void refuses_what_meta_refuses(String message, int code, int subcode) throws JsonProcessingException {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        var answer = account.posts(body(message));

        // Then
        answer.statusCode(400)
                .body("error.code", equalTo(code))
                .body("error.error_subcode", subcode == 0 ? equalTo(null) : equalTo(subcode));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "sender_action":"typing_off"                                                    | 200
            "sender_action":"mark_seen"                                                     | 200
            "sender_action":"react","payload":{"message_id":"{mid}","reaction":"love"}      | 200
            "sender_action":"unreact","payload":{"message_id":"{mid}"}                      | 200
            "message":{"text":"Hello"},"reply_to":{"mid":"{mid}"}                           | 200
            "message":{"text":"Hello"},"reply_to":{"mid":"aWdfnone"}                        | 400
            "sender_action":"react","payload":{"message_id":"aWdfnone","reaction":"love"}   | 400
            "sender_action":"react","payload":{"message_id":"{mid}"}                        | 400
            "sender_action":"typing_on","message":{"text":"Hello"}                          | 400
            "sender_action":"dance"                                                         | 400""")
    void acts_on_what_the_customer_wrote(String members, int status) {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        String mid = account.customerWrites("Hi").extract().path("mid");

        // When
        var answer =
                account.posts("{\"recipient\":{\"id\":\"%s\"},%s}".formatted(CUSTOMER, members.replace("{mid}", mid)));

        // Then
        answer.statusCode(status);
    }

    @Test
    void sends_what_was_uploaded_before() throws JsonProcessingException {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = account.sibling();
        account.customerWrites("Hi");
        other.customerWrites("Hi");
        String upload =
                "{\"platform\":\"instagram\",\"message\":{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":\"https://a/b\"}}}}";

        // When
        String id = account.asAccount()
                .contentType("application/json")
                .body(upload)
                .post("/v25.0/me/message_attachments")
                .then()
                .statusCode(200)
                .extract()
                .path("attachment_id");

        // Then
        String message = "{\"attachment\":{\"type\":\"image\",\"payload\":{\"attachment_id\":\"" + id + "\"}}}";
        account.posts(body(message)).statusCode(200);
        other.posts(body(message)).statusCode(400).body("error.error_subcode", equalTo(2018074));
    }

    @Test
    void gives_the_id_of_media_that_are_sent_to_be_used_again() throws JsonProcessingException {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        var answer = account.posts(body(
                "{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":\"https://a/b\",\"is_reusable\":true}}}"));

        // Then
        answer.statusCode(200).body("attachment_id", notNullValue()).body("message_id", notNullValue());
    }

    private static Map<String, Object> body(String message) throws JsonProcessingException {
        return Map.of("recipient", Map.of("id", CUSTOMER), "message", JSON.readTree(message));
    }
}
