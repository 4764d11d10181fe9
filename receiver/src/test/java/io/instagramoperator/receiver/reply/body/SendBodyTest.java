package io.instagramoperator.receiver.reply.body;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.reply.body.SendBody.Kind;
import io.instagramoperator.receiver.reply.body.SendBody.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before Meta is asked, and that nothing of a good body is changed. */
class SendBodyTest {

    private static final String GOOD = "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"text\":\"hello\"}}",
                " { \"message\" : { \"text\" : \"caf\\u00e9\" }, \"recipient\" : { \"id\" : \"123\" }, \"messaging_type\":\"RESPONSE\" } ",
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"text\":\"O'Neill\\u0000\\ud83d\\ude00 https://x.example\"},\"tag\":null}",
            })
    void passesBytesOnAsTheyAre(String body) {
        // When
        Result result = SendBody.check(body.getBytes(UTF_8), false);

        // Then
        assertThat(result).isInstanceOfSatisfying(Result.Valid.class, valid -> {
            assertThat(valid.body().conversation()).isEqualTo("123");
            assertThat(valid.body().json().bytes()).isEqualTo(body.getBytes(UTF_8));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'recipient':{'id':'12'},'message':{'text':'x'}}             | 12             | MESSAGE       | false",
                "{'recipient':{'id':'12'},'message':{'text':'x'},'messaging_type':'UPDATE'} | 12 | MESSAGE     | false",
                "{'recipient':{'id':'12'},'message':{'text':'x'},'reply_to':{'mid':'m'}}    | 12 | MESSAGE     | false",
                "{'recipient':{'id':'12'},'message':{'text':'x'},'tag':'HUMAN_AGENT'}       | 12 | MESSAGE     | true",
                "{'recipient':{'id':'12'},'message':{'text':'x'},'messaging_type':'MESSAGE_TAG','tag':'HUMAN_AGENT'} | 12 | MESSAGE | true",
                "{'recipient':{'comment_id':'17_9'},'message':{'text':'x'}}   | comment:17_9   | PRIVATE_REPLY | false",
                "{'recipient':{'id':'12'},'sender_action':'mark_seen'}        | 12             | SENDER_ACTION | false",
                "{'recipient':{'id':'12'},'sender_action':'react','payload':{'message_id':'m','reaction':'love'}} | 12 | REACTION | false",
                "{'recipient':{'id':'12'},'sender_action':'unreact','payload':{'message_id':'m'}}                 | 12 | REACTION | false",
            })
    void saysWhatItIs(String json, String conversation, Kind kind, boolean humanAgent) {
        // When
        SendBody body = Checked.good(json);

        // Then
        assertThat(body.conversation()).isEqualTo(conversation);
        assertThat(body.kind()).isEqualTo(kind);
        assertThat(body.humanAgent()).isEqualTo(humanAgent);
        assertThat(body.likeness().isPresent()).isEqualTo(kind == Kind.MESSAGE || kind == Kind.PRIVATE_REPLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'recipient':{'id':'1'},'message':{'text':'x'},'to':1}    | to: is unknown; allowed here: message, messaging_type, payload, recipient, reply_to, sender_action, tag",
                "{'recipient':{'id':'1','x':1},'message':{'text':'x'}}     | recipient.x: is unknown; allowed here: comment_id, id",
                "{'message':{'text':'x'}}                                  | recipient: is required: {\"id\": \"<the customer's IGSID>\"}",
                "{'recipient':'1','message':{'text':'x'}}                  | recipient: must be an object like {\"id\": \"<the customer's IGSID>\"}",
                "{'recipient':{'id':12345678901234567},'message':{'text':'x'}} | recipient.id: is a number, which loses digits on its way; put it in quotes",
                "{'recipient':{'id':'@acme'},'message':{'text':'x'}}       | recipient.id: must be the customer's IGSID, a string of 1 to 32 digits",
                "{'recipient':{},'message':{'text':'x'}}                   | recipient.id: must be the customer's IGSID, a string of 1 to 32 digits",
                "{'recipient':{'id':'1','comment_id':'2'},'message':{'text':'x'}} | recipient: must have exactly one of id and comment_id",
                "{'recipient':{'comment_id':17},'message':{'text':'x'}}    | recipient.comment_id: is a number, which loses digits on its way; put it in quotes",
                "{'recipient':{'comment_id':'a b'},'message':{'text':'x'}} | recipient.comment_id: must be the id of a comment, a string of digits",
                "{'recipient':{'id':'1'}}                                  | message: exactly one of message and sender_action is required",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'sender_action':'typing_on'} | message: exactly one of message and sender_action is required",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'payload':{}} | payload: belongs to sender_action react or unreact; leave it out",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'reply_to':'m'} | reply_to: must be an object like {\"mid\": \"…\"}",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'reply_to':{}}  | reply_to.mid: is required, a string that is not empty",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'messaging_type':'NEWS'} | messaging_type: has value 'NEWS'; allowed: MESSAGE_TAG, RESPONSE, UPDATE",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'messaging_type':'MESSAGE_TAG'} | tag: is required beside messaging_type MESSAGE_TAG; allowed: HUMAN_AGENT",
                "{'recipient':{'id':'1'},'message':{'text':'x'},'tag':'SALE'} | tag: has value 'SALE'; allowed: HUMAN_AGENT",
            })
    void namesTheFieldAndTheRemedy(String body, String error) {
        assertThat(Checked.errors(body)).containsExactly(error);
    }

    @Test
    void letsOnlyAllowedAccountsAnswerAsPeople() {
        // Given
        String body = GOOD.replace("}}", "},\"tag\":\"HUMAN_AGENT\"}");

        // When // Then
        assertThat(SendBody.check(body.getBytes(UTF_8), true)).isInstanceOf(Result.Valid.class);
        assertThat(SendBody.check(body.getBytes(UTF_8), false))
                .isEqualTo(new Result.Invalid(List.of(new FieldError(
                        "tag", "HUMAN_AGENT is switched off for this account; set replies.humanAgent: true"))));
    }

    static Stream<Arguments> notOneDocument() {
        return Stream.of(
                Arguments.of("nothing", new byte[0], "must be a JSON object"),
                Arguments.of("no object", "[]".getBytes(UTF_8), "must be a JSON object"),
                Arguments.of("null", "null".getBytes(UTF_8), "must be a JSON object"),
                Arguments.of("cut off", "{\"recipient\"".getBytes(UTF_8), "line 1, column 13"),
                Arguments.of("more after it", (GOOD + " {}").getBytes(UTF_8), "line 1, column 49"),
                Arguments.of(
                        "a field twice",
                        GOOD.replace("{\"t", "{\"text\":\"\",\"t").getBytes(UTF_8),
                        "doubled fields"),
                Arguments.of("a NUL", GOOD.replace('x', '\0').getBytes(UTF_8), "line 1, column"),
                Arguments.of("UTF-16", GOOD.getBytes(UTF_16LE), "line 1, column 3"),
                Arguments.of("Latin-1", new byte[] {'"', (byte) 0xe9, '"'}, "is not UTF-8"),
                Arguments.of(
                        "an order of bytes nobody has", new byte[] {0, 0, (byte) 0xff, (byte) 0xfe}, "is not UTF-8"),
                Arguments.of("very deep", "[".repeat(64 * 1024).getBytes(UTF_8), "is not one JSON document"),
                Arguments.of("a long number", "1".repeat(64 * 1024).getBytes(UTF_8), "is not one JSON document"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notOneDocument")
    void refusesWhatIsNotOneDocument(String what, byte[] bytes, String detail) {
        // When
        Result result = SendBody.check(bytes, false);

        // Then
        assertThat(result).isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEmpty();
                    assertThat(error.detail()).contains(detail);
                }));
    }

    @Test
    void reportsEverythingAtOnceAndNeverTheText() {
        // Given
        String body = "{'recipient':{'id':1},'mesage':{'text':'very private'}}";

        // When
        List<String> errors = Checked.errors(body);

        // Then
        assertThat(errors)
                .extracting(error -> error.replaceFirst(":.*", ""))
                .containsExactly("mesage", "recipient.id", "message");
        assertThat(errors.toString()).doesNotContain("very private");
    }

    @Test
    void reportsNoMoreThanAPersonReads() {
        // Given
        String body = Checked.message(
                "{'attachments':" + Checked.array(10, "{'a':1,'b':2,'" + "c".repeat(999) + "':3}") + "}");

        // When
        List<String> errors = Checked.errors(body);

        // Then
        assertThat(errors).hasSize(FieldErrors.MOST).allSatisfy(error -> assertThat(error)
                .hasSizeLessThan(200));
    }
}
