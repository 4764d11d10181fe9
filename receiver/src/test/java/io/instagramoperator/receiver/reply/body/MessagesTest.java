package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and quick replies. */
class MessagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text':'hello'}",
                "{'text':'https://shop.example/söckchen'}",
                "{'text':'hello','metadata':'order 4711'}",
                "{'text':'hello','attachment':null,'attachments':null,'quick_replies':null}",
                "{'text':'with a picture','attachment':{'type':'image','payload':{'url':'https://x.example/a.png'}}}",
                "{'text':'?','quick_replies':[{'content_type':'text','title':'A','payload':'P'}]}",
                "{'text':'?','quick_replies':[{'content_type':'text','title':'longer than twenty characters','payload':'P'}]}",
                "{'text':'?','quick_replies':[{'content_type':'user_phone_number'},{'content_type':'user_email'}]}",
                "{'attachment':{'type':'like_heart'},'quick_replies':[{'content_type':'user_email'}]}",
            })
    void takesWhatMetaTakes(String message) {
        assertThat(Checked.errors(Checked.message(message))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'x'            | message: must be an object like {\"text\": \"…\"}",
                "{}             | message: needs text, attachment or attachments",
                "{'txt':'x'}    | message.txt: is unknown; allowed here: attachment, attachments, metadata, quick_replies, text",
                "{'text':''}    | message.text: must be a string that is not empty",
                "{'text':7}     | message.text: must be a string that is not empty",
                "{'text':'x\\ud83d'} | message.text: has half of a surrogate pair",
                "{'text':'x','metadata':7}           | message.metadata: must be a string",
                "{'quick_replies':[{'content_type':'user_email'}]} | message: needs text, attachment or attachments",
                "{'text':'x','quick_replies':{}}     | message.quick_replies: must be an array of at most 13",
                "{'text':'x','quick_replies':['A']}  | message.quick_replies[0]: must be an object like {\"content_type\"",
                "{'text':'x','quick_replies':[{'title':'A','payload':'P'}]} | message.quick_replies[0].content_type: is required; allowed: text, user_email, user_phone_number",
                "{'text':'x','quick_replies':[{'content_type':'location'}]} | message.quick_replies[0].content_type: has value 'location'; allowed: text",
                "{'text':'x','quick_replies':[{'content_type':'user_email'},{'content_type':'text','payload':'P'}]} | message.quick_replies[1].title: is required",
                "{'text':'x','quick_replies':[{'content_type':'text','title':'A'}]} | message.quick_replies[0].payload: is required",
                "{'text':'x','quick_replies':[{'content_type':'user_email','image_url':'https://x.example/a.png'}]} | message.quick_replies[0].image_url: is unknown",
            })
    void namesTheFieldAndTheRemedy(String message, String error) {
        assertThat(Checked.errors(Checked.message(message)))
                .anySatisfy(found -> assertThat(found).startsWith(error));
    }

    @Test
    void countsTextInBytesAsMetaDoes() {
        // Given
        String fits = "é".repeat(500);
        String tooLong = fits + "x";

        // When // Then
        assertThat(Checked.errors(Checked.message("{'text':'" + fits + "'}"))).isEmpty();
        assertThat(Checked.errors(Checked.message("{'text':'" + tooLong + "'}")))
                .containsExactly("message.text: has 1001 bytes in UTF-8 and Meta takes 1000; split it");
    }

    @Test
    void takesThirteenQuickReplies() {
        // Given
        String reply = "{'content_type':'user_email'}";

        // When // Then
        assertThat(Checked.errors(Checked.message("{'text':'?','quick_replies':" + Checked.array(13, reply) + "}")))
                .isEmpty();
        assertThat(Checked.errors(Checked.message("{'text':'?','quick_replies':" + Checked.array(14, reply) + "}")))
                .containsExactly("message.quick_replies: has 14 items; Meta takes at most 13");
    }
}
