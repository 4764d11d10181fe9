package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Media, shares and the sticker. */
class AttachmentsTest {

    private static final String IMAGE = "{'type':'image','payload':{'url':'https://x.example/a.png'}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                IMAGE,
                "{'type':'image','payload':{'url':'HTTPS://X.example:8443?name=söckchen.gif#ä','is_reusable':true}}",
                "{'type':'image','payload':{'url':'https://x.example/söckchen/a%20b.png'}}",
                "{'type':'video','payload':{'attachment_id':'1857777774821032'}}",
                "{'type':'audio','payload':{'url':'https://x.example/a.m4a','attachment_id':null}}",
                "{'type':'file','payload':{'url':'https://x.example/a.pdf'}}",
                "{'type':'MEDIA_SHARE','payload':{'id':'17900000000000001'}}",
                "{'type':'MEDIA_SHARE','payload':{'attachment_id':'17900000000000001'}}",
                "{'type':'like_heart'}",
            })
    void takesWhatMetaTakes(String attachment) {
        assertThat(Checked.errors(Checked.attachment(attachment))).isEmpty();
        assertThat(Checked.errors(Checked.message("{'attachments':[" + attachment + "]}")))
                .isEmpty();
        assertThat(Checked.errors(Checked.message("{'attachments':" + attachment + "}")))
                .as("a single object, as one sample of Meta's has it")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'image'                                | : must be an object like {\"type\": \"image\"",
                "{}                                     | .type: is required; allowed: image, video, audio, file, MEDIA_SHARE, like_heart, template",
                "{'type':'gif'}                         | .type: is unknown; allowed: image",
                "{'type':['image']}                     | .type: is unknown; allowed: image",
                "{'type':'image','url':'https://x.example/a.png'} | .url: is unknown; allowed here: payload, type",
                "{'type':'image'}                       | .payload: is required: {\"url\": \"https://…\"} or {\"attachment_id\": \"…\"}",
                "{'type':'image','payload':{}}          | .payload: must have exactly one of url and attachment_id",
                "{'type':'image','payload':{'url':'https://x.example/a.png','attachment_id':'1'}} | .payload: must have exactly one of",
                "{'type':'image','payload':{'uri':'https://x.example/a.png'}} | .payload.uri: is unknown; allowed here: attachment_id, is_reusable, url",
                "{'type':'image','payload':{'url':'http://x.example/a.png'}}  | .payload.url: must be an absolute https:// address",
                "{'type':'image','payload':{'url':'/a.png'}}                  | .payload.url: must be an absolute https:// address",
                "{'type':'image','payload':{'url':'https:///a.png'}}          | .payload.url: must be an absolute https:// address",
                "{'type':'image','payload':{'url':7}}                         | .payload.url: must be a string that is not empty",
                "{'type':'image','payload':{'url':'https://x.example/söckchen.png?a=/b'}} | .payload.url: has a file name that is not ASCII",
                "{'type':'video','payload':{'attachment_id':1857777774821032}} | .payload.attachment_id: is a number, which loses digits on its way; put it in quotes",
                "{'type':'MEDIA_SHARE','payload':{'url':'https://x.example'}}  | .payload: must have exactly one of id and attachment_id",
                "{'type':'MEDIA_SHARE','payload':{'id':''}}                    | .payload.id: must be a string that is not empty",
                "{'type':'like_heart','payload':{}}                            | .payload: does not belong to like_heart; leave it out",
            })
    void namesTheFieldAndTheRemedy(String attachment, String error) {
        assertThat(Checked.errors(Checked.attachment(attachment)))
                .anySatisfy(found -> assertThat(found).startsWith("message.attachment" + error));
        assertThat(Checked.errors(Checked.message("{'attachments':[" + IMAGE + "," + attachment + "]}")))
                .anySatisfy(found -> assertThat(found).startsWith("message.attachments[1]" + error));
    }

    @Test
    void takesOneToTenAttachments() {
        assertThat(Checked.errors(Checked.message("{'attachments':" + Checked.array(10, IMAGE) + "}")))
                .isEmpty();
        assertThat(Checked.errors(Checked.message("{'attachments':" + Checked.array(11, IMAGE) + "}")))
                .containsExactly("message.attachments: has 11 items; Meta takes 1 to 10");
        assertThat(Checked.errors(Checked.message("{'attachments':[]}")))
                .containsExactly("message.attachments: has 0 items; Meta takes 1 to 10");
        assertThat(Checked.errors(Checked.message("{'attachments':'a.png'}")))
                .containsExactly("message.attachments: must be an array of 1 to 10");
    }

    @Test
    void takesLongAddresses() {
        // Given
        String longest = "https://x.example/" + "a".repeat(WebAddress.MOST_CHARACTERS - 18);

        // When // Then
        assertThat(Checked.errors(Checked.attachment(IMAGE.replace("https://x.example/a.png", longest))))
                .isEmpty();
        assertThat(Checked.errors(Checked.attachment(IMAGE.replace("https://x.example/a.png", longest + "a"))))
                .containsExactly("message.attachment.payload.url: has 8193 characters; allowed: 8192");
    }
}
