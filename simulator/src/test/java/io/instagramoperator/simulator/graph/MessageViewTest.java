package io.instagramoperator.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.instagramoperator.simulator.state.AccessToken;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a webhook's message in the Conversations API, which has names of its own. */
class MessageViewTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Account ACCOUNT = new Account(
            "17841405822304914",
            "acme",
            Login.INSTAGRAM,
            Optional.empty(),
            "1",
            new AccessToken("IGAAtoken", 0, 0, false),
            Set.of(),
            0,
            true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"Hi"}                                                                                  | {"message":"Hi"}
            {"attachments":[{"type":"image","payload":{"url":"u"}}]}                                       | {"message":"","attachments":{"data":[{"image_data":{"url":"u"}}]}}
            {"attachments":[{"type":"image","payload":{"url":"u"}},{"type":"image","payload":{"url":"v"}}]} | {"message":"","attachments":{"data":[{"image_data":{"url":"u"}},{"image_data":{"url":"v"}}]}}
            {"attachments":[{"type":"video","payload":{"url":"u"}}]}                                       | {"message":"","attachments":{"data":[{"video_data":{"url":"u"}}]}}
            {"attachments":[{"type":"audio","payload":{"url":"u"}}]}                                       | {"message":"","attachments":{"data":[{"name":"audio","file_url":"u"}]}}
            {"attachments":[{"type":"file","payload":{"url":"u"}}]}                                        | {"message":"","attachments":{"data":[{"name":"file","file_url":"u"}]}}
            {"attachments":[{"type":"ephemeral"}]}                                                         | {"message":"","attachments":{"data":[{"name":"ephemeral"}]}}
            {"attachments":[{"type":"template","payload":{"elements":[{"title":"T"}]}}]}                   | {"message":"","attachments":{"data":[{"generic_template":{"title":"T"}}]}}
            {"attachments":[{"type":"ig_post","payload":{"url":"u","title":"t"}}]}                         | {"message":"","shares":{"data":[{"link":"u"}]}}
            {"attachments":[{"type":"ig_reel","payload":{"url":"u"}}]}                                     | {"message":"","shares":{"data":[{"link":"u"}]}}
            {"attachments":[{"type":"story_mention","payload":{"url":"u","id":"9"}}]}                      | {"message":"","story":{"mention":{"link":"u","id":"9"}}}
            {"text":"Nice","reply_to":{"story":{"id":"9","url":"u"}}}                                      | {"message":"Nice","story":{"reply_to":{"link":"u","id":"9"}}}
            {"is_unsupported":true}                                                                        | {"message":"","is_unsupported":true}
            {"text":"Yes","quick_reply":{"payload":"P"}}                                                   | {"message":"Yes"}""")
    void shows_the_content_of_a_message(String content, String view) throws JsonProcessingException {
        // Given
        Message message = new Message(
                "aWdf1", ACCOUNT.instagramId(), "9001", false, Instant.EPOCH, JSON.readTree(content), Map.of());

        // When
        var shown = MessageView.of(
                ACCOUNT, message, FieldSelection.parse("message,attachments,shares,story,reactions,is_unsupported"));

        // Then
        assertThat(shown.remove("id").textValue()).isEqualTo("aWdf1");
        assertThat(shown).isEqualTo(JSON.readTree(view));
    }
}
