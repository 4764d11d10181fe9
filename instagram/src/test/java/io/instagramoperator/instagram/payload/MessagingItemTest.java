package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagingItemTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void reads_a_postback() {
        // When
        Content content = content("{\"postback\":{\"mid\":\"aWdf1\",\"title\":\"Start\",\"payload\":\"GO\"}}");

        // Then
        Content.Postback postback = (Content.Postback) content;
        assertThat(postback.mid()).contains("aWdf1");
        assertThat(postback.title()).contains("Start");
        assertThat(postback.payload()).contains("GO");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    love,      ❤️, love,  ❤️
                    celebrate, 🎉, other, 🎉
                    celebrate, -,  other, celebrate
                    -,         🎉, -,     🎉
                    ❤️,        -,  other, ❤️
                    love,      -,  love,  -
                    -,         -,  -,     -""")
    void reads_both_forms_of_a_reaction(String reaction, String emoji, String expectedName, String expectedEmoji) {
        // Given
        var json = JSON.createObjectNode();
        json.putObject("reaction")
                .put("mid", "aWdf1")
                .put("action", "react")
                .put("reaction", reaction)
                .put("emoji", emoji);

        // When
        Content.Reaction content = (Content.Reaction) Content.of(json);

        // Then
        assertThat(content.mid()).contains("aWdf1");
        assertThat(content.action()).contains("react");
        assertThat(content.name()).isEqualTo(Optional.ofNullable(expectedName));
        assertThat(content.emoji()).isEqualTo(Optional.ofNullable(expectedEmoji));
    }

    @Test
    void reads_what_was_seen() {
        // Then
        assertThat(((Content.Read) content("{\"read\":{\"mid\":\"aWdf1\"}}")).mid())
                .contains("aWdf1");
        assertThat(((Content.Read) content("{\"read\":{\"watermark\":1700000000001}}")).watermark())
                .isEqualTo(OptionalLong.of(1_700_000_000_001L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"message":{},"postback":{}}   | Message
                    {"message":{},"postback":{"mid":"m"}} | Postback
                    {"message":{},"read":{"mid":"m"}} | Read
                    {"message":{},"referral":{"ref":"r"}} | Notice
                    {"message":{},"prior_message":{"a":1}} | Message
                    {"read":{},"reaction":{}}      | Reaction
                    {"message":null,"read":{}}     | Read
                    {"message":"x"}                | Other
                    {"message_edit":{},"read":{}}  | Edit
                    {"message_edit":{"num_edit":0}}| Edit
                    {"message_edit":{"num_edit":0},"message":{}} | Edit
                    {"message_edit":{"num_edit":"0"},"read":{"mid":"m"}} | Read
                    {"message_edit":{"num_edit":0},"referral":{"ref":"r"}} | Notice
                    {"message_edit":{"num_edit":1},"read":{"mid":"m"}} | Edit
                    {"message":{"mid":"m","num_edit":0},"read":{"mid":"m"}} | Message
                    {"referral":{},"message":{}}   | Message
                    {"referral":{},"read":{}}      | Read
                    {"referral":{},"optin":{}}     | Notice
                    {"referral":[]}                | Other
                    {"prior_message":{}}           | Other
                    {"app_roles":{"1":["x"]}}      | Other
                    {}                             | Other""")
    void tells_the_kind_by_the_first_member_that_is_there(String json, String kind) {
        assertThat(content(json).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "pass_thread_control,    THREAD_CONTROL_PASSED",
        "take_thread_control,    THREAD_CONTROL_TAKEN",
        "request_thread_control, THREAD_CONTROL_REQUESTED",
        "optin,                  OPTIN",
        "policy_enforcement,     POLICY_ENFORCEMENT",
        "policy-enforcement,     POLICY_ENFORCEMENT",
        "response_feedback,      RESPONSE_FEEDBACK",
        "referral,               REFERRAL"
    })
    void reads_a_notice_and_keeps_its_members(String member, Content.Notice.Kind kind) {
        assertThat(content("{\"%s\":{\"x\":1.50}}".formatted(member)))
                .isEqualTo(new Content.Notice(kind, json("{\"x\":1.50}")));
    }

    @Test
    void prefers_a_notice_that_says_something() {
        assertThat(content("{\"optin\":{},\"referral\":{\"ref\":\"r\"}}"))
                .isEqualTo(new Content.Notice(Content.Notice.Kind.REFERRAL, json("{\"ref\":\"r\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    2                     | 2
                    "2"                   | 2
                    0                     | 0
                    -1                    | -
                    1.0                   | -
                    "two"                 | -
                    99999999999999999999  | -
                    null                  | -""")
    void reads_the_number_of_an_edit(String number, Long expected) {
        // When
        Content.Edit edit = (Content.Edit)
                content("{\"message_edit\":{\"mid\":\"aWdf1\",\"text\":\"new\",\"num_edit\":%s}}".formatted(number));

        // Then
        assertThat(edit.mid()).contains("aWdf1");
        assertThat(edit.text()).contains("new");
        assertThat(edit.number()).isEqualTo(expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                | false
                    {"num_edit":null}                 | false
                    {"num_edit":0}                    | false
                    {"num_edit":1}                    | false
                    {"num_edit":"2"}                  | false
                    {"num_edit":99999999999999999999} | false
                    {"num_edit":-1}                   | true
                    {"num_edit":"-1"}                 | true
                    {"num_edit":1.5}                  | true
                    {"num_edit":1.0}                  | true
                    {"num_edit":"two"}                | true
                    {"num_edit":""}                   | true
                    {"num_edit":true}                 | true
                    {"num_edit":[1]}                  | true""")
    void tells_an_edit_whose_number_cannot_be(String edit, boolean misnumbered) {
        assertThat(((Content.Edit) content("{\"message_edit\":%s}".formatted(edit))).isMisnumbered())
                .isEqualTo(misnumbered);
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000001,                  1700000000001",
        "\"1700000000001\",              1700000000001",
        "1747231892,                     1747231892000",
        "\"1527459824\",                 1527459824000",
        "99999999999,                    99999999999000",
        "100000000000,                   100000000000",
        "\"2024-05-14T14:11:32+0000\",   1715695892000",
        "\"2024-05-14T14:11:32.5Z\",     1715695892500",
        "\"2024-05-14T16:11:32+02:00\",  1715695892000",
        "\"2024-05-14T16:11:32+02\",     1715695892000",
        "\"2024-05-14T14:11:32\",        1715695892000",
        "\"2024-05-14t14:11:32z\",       1715695892000",
        "\"9999-12-31T23:59:59Z\",       253402300799000",
        "1747231892.25,                  1747231892250",
        "1747231892.123,                 1747231892123",
        "1.747231892E12,                 1747231892000",
        "1747231892e3,                   1747231892000",
        "17472318920E+2,                 1747231892000",
        "1747231892e0,                   1747231892000"
    })
    void reads_every_form_of_a_time(String timestamp, long millis) {
        assertThat(item("{\"timestamp\":%s}".formatted(timestamp)).timestamp()).contains(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"soon\"",
                "{}",
                "-1",
                "true",
                "\"2024-05-14\"",
                "\"2024-02-30T14:11:32Z\"",
                "\"2024-05-14T24:00:00Z\"",
                "\"1969-12-31T23:59:59Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "99999999999999999999",
                "1747231892000e-3",
                "-1747231892e3",
                "\"e3\"",
                "\"١٢٣\""
            })
    void has_no_time_where_there_is_none(String timestamp) {
        assertThat(item("{\"timestamp\":%s}".formatted(timestamp)).timestamp()).isEmpty();
    }

    private static Content content(String json) {
        return item(json).content();
    }

    private static MessagingItem item(String json) {
        return MessagingItem.of(json(json));
    }

    private static JsonNode json(String json) {
        try {
            return ExactJson.read(RawJson.of(json.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
