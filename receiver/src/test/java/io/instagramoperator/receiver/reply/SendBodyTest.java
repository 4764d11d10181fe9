package io.instagramoperator.receiver.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.reply.SendBody.FieldError;
import io.instagramoperator.receiver.reply.SendBody.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before Meta is asked, and that nothing of a good body is changed. */
class SendBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"text\":\"hello\"}}",
                " { \"message\" : { \"text\" : \"caf\\u00e9\" }, \"recipient\" : { \"id\" : \"123\" }, \"messaging_type\":\"RESPONSE\" } ",
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":\"https://x.example/a.png\"}}}}",
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"text\":\"?\",\"quick_replies\":[{\"content_type\":\"text\",\"title\":\"A\",\"payload\":\"P\"}]}}",
                "{\"recipient\":{\"id\":\"123\"},\"sender_action\":\"react\",\"payload\":{\"message_id\":\"m\",\"reaction\":\"love\"}}",
                "{\"recipient\":{\"id\":\"123\"},\"message\":{\"text\":\"hi\"},\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"}",
            })
    void passesBytesOnAsTheyAre(String body) {
        // When
        Result result = SendBody.check(body.getBytes(UTF_8), true);

        // Then
        assertThat(result).isInstanceOfSatisfying(Result.Valid.class, valid -> {
            assertThat(valid.body().conversation()).isEqualTo("123");
            assertThat(valid.body().json().bytes()).isEqualTo(body.getBytes(UTF_8));
        });
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "                                                                        | ~~                | must be one JSON object",
                "{\"recipient\"                                                          | ~~                | is not JSON: line 1",
                "[]                                                                      | ~~                | must be a JSON object",
                "{} {}                                                                   | ~~                | is not JSON: line 1",
                "{\"recipient\":{\"id\":\"1\"},\"recipient\":{\"id\":\"2\"}}            | ~~                | is not JSON",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"to\":1}    | to                | is unknown; allowed here: message, messaging_type",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"txt\":\"x\"}}              | message.txt       | is unknown; allowed here: attachment",
                "{\"recipient\":{\"id\":\"1\",\"x\":1},\"message\":{\"text\":\"x\"}}     | recipient.x       | is unknown; allowed here: id",
                "{\"message\":{\"text\":\"x\"}}                                          | recipient         | is required",
                "{\"recipient\":{\"id\":12345678901234567},\"message\":{\"text\":\"x\"}} | recipient.id      | put it in quotes",
                "{\"recipient\":{\"id\":\"@acme\"},\"message\":{\"text\":\"x\"}}         | recipient.id      | a string of 1 to 32 digits",
                "{\"recipient\":{},\"message\":{\"text\":\"x\"}}                         | recipient.id      | a string of 1 to 32 digits",
                "{\"recipient\":{\"id\":\"1\"}}                                          | message           | exactly one of message and sender_action",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"sender_action\":\"typing_on\"} | message | exactly one of",
                "{\"recipient\":{\"id\":\"1\"},\"sender_action\":7}                      | sender_action     | must be a string",
                "{\"recipient\":{\"id\":\"1\"},\"message\":\"x\"}                        | message           | must be an object",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{}}                           | message           | needs text, attachment or attachments",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"\"}}              | message.text      | must be a string that is not empty",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":7}}                 | message.text      | must be a string",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"messaging_type\":\"NEWS\"} | messaging_type | allowed: MESSAGE_TAG, RESPONSE, UPDATE",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"tag\":\"SALE\"}            | tag | allowed: HUMAN_AGENT",
                "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"},\"tag\":\"HUMAN_AGENT\"}     | tag | set replies.humanAgent: true",
            })
    void namesTheFieldAndTheRemedy(String body, String field, String detail) {
        // When
        Result result = SendBody.check((body == null ? "" : body).getBytes(UTF_8), false);

        // Then
        assertThat(result).isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.errors())
                .anySatisfy(error -> {
                    assertThat(error.field()).isEqualTo(field);
                    assertThat(error.detail()).contains(detail);
                }));
    }

    @Test
    void countsTextInBytesAsMetaDoes() {
        // Given
        String fits = "é".repeat(500);
        String tooLong = fits + "x";

        // When // Then
        assertThat(check(fits)).isInstanceOf(Result.Valid.class);
        assertThat(check(tooLong))
                .isEqualTo(new Result.Invalid(java.util.List.of(
                        new FieldError("message.text", "has 1001 bytes in UTF-8 and Meta takes 1000; split it"))));
    }

    @Test
    void reportsEverythingAtOnceAndNeverTheText() {
        // Given
        String body = "{\"recipient\":{\"id\":1},\"mesage\":{\"text\":\"very private\"}}";

        // When
        Result result = SendBody.check(body.getBytes(UTF_8), false);

        // Then
        assertThat(result).isInstanceOfSatisfying(Result.Invalid.class, invalid -> {
            assertThat(invalid.errors())
                    .extracting(FieldError::field)
                    .containsExactly("mesage", "recipient.id", "message");
            assertThat(invalid.toString()).doesNotContain("very private");
        });
    }

    private static Result check(String text) {
        String body = "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"" + text + "\"}}";
        return SendBody.check(body.getBytes(UTF_8), false);
    }
}
