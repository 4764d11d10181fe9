package io.instagramoperator.simulator.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.payload.Container;
import jakarta.ws.rs.BadRequestException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes are those of Messenger Platform, "Instagram Messaging Webhooks", and of the Webhooks reference. */
class CustomerItemsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final CustomerItems.Scene SCENE =
            new CustomerItems.Scene("178414", "12345", Instant.ofEpochMilli(1_700_000_000_001L), "new-mid", "17900");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"write","text":"Hi"}                        | "message":{"mid":"new-mid","text":"Hi"}
                    {"type":"write","text":"Hi","replyTo":"m1"}         | "message":{"mid":"new-mid","text":"Hi","reply_to":{"mid":"m1"}}
                    {"type":"write","imageUrl":"https://x/y"}           | "message":{"mid":"new-mid","attachments":[{"type":"image","payload":{"url":"https://x/y"}}]}
                    {"type":"quickReply","title":"Yes","payload":"Y"}   | "message":{"mid":"new-mid","text":"Yes","quick_reply":{"payload":"Y"}}
                    {"type":"button","title":"Order","payload":"O"}     | "postback":{"mid":"new-mid","title":"Order","payload":"O"}
                    {"type":"storyReply","text":"Wow"}                  | "message":{"mid":"new-mid","text":"Wow","reply_to":{"story":{"id":"17900","url":"https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17900"}}}
                    {"type":"storyMention"}                             | "message":{"mid":"new-mid","attachments":[{"type":"story_mention","payload":{"url":"https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=17900"}}]}""")
    void makes_a_message_with_a_new_id(String action, String member) throws Exception {
        // When
        CustomerItems.Made made = CustomerItems.of(JSON.readValue(action, CustomerAction.class), SCENE, 0);

        // Then
        assertThat(made.item()).isEqualTo(JSON.readTree(item(member)));
        assertThat(made.container()).isEqualTo(Container.MESSAGING);
        assertThat(made.mid()).isEqualTo(Optional.of("new-mid"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"react","mid":"m1","emoji":"👍"}            | "reaction":{"mid":"m1","action":"react","reaction":"like","emoji":"👍"}
                    {"type":"react","mid":"m1","emoji":"🦀"}            | "reaction":{"mid":"m1","action":"react","reaction":"other","emoji":"🦀"}
                    {"type":"unreact","mid":"m1"}                       | "reaction":{"mid":"m1","action":"unreact"}
                    {"type":"edit","mid":"m1","text":"Hello"}           | "message_edit":{"mid":"m1","text":"Hello","num_edit":3}
                    {"type":"unsend","mid":"m1"}                        | "message":{"mid":"m1","is_deleted":true}
                    {"type":"read","mid":"m1"}                          | "read":{"mid":"m1"}""")
    void makes_news_of_an_older_message(String action, String member) throws Exception {
        // When
        CustomerItems.Made made = CustomerItems.of(JSON.readValue(action, CustomerAction.class), SCENE, 2);

        // Then
        assertThat(made.item()).isEqualTo(JSON.readTree(item(member)));
        assertThat(made.mid()).isEmpty();
    }

    @Test
    void makes_a_comment_as_a_change() throws Exception {
        // When
        CustomerItems.Made made = CustomerItems.of(new CustomerAction.Comment("Nice"), SCENE, 0);

        // Then
        assertThat(made.container()).isEqualTo(Container.CHANGES);
        assertThat(made.item()).isEqualTo(JSON.readTree("""
                {"field": "comments", "value": {"id": "179001", "text": "Nice",
                  "from": {"id": "12345", "username": "customer_12345"}, "media": {"id": "17900", "media_product_type": "FEED"}}}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"type":"write"}                                     | text: missing; it must be a text that is not empty
                    {"type":"write","text":""}                           | text: missing
                    {"type":"write","text":"a","imageUrl":"https://x"}   | text, imageUrl: both given; send two messages
                    {"type":"quickReply","title":"Yes"}                  | payload: missing
                    {"type":"button","payload":"O"}                      | title: missing
                    {"type":"react","mid":"m1"}                          | emoji: missing
                    {"type":"unsend"}                                    | mid: missing""")
    void says_what_an_action_lacks(String action, String message) throws Exception {
        CustomerAction incomplete = JSON.readValue(action, CustomerAction.class);

        assertThatThrownBy(() -> CustomerItems.of(incomplete, SCENE, 0))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(message);
    }

    private static String item(String member) {
        return "{\"sender\":{\"id\":\"12345\"},\"recipient\":{\"id\":\"178414\"},\"timestamp\":1700000000001," + member
                + "}";
    }
}
