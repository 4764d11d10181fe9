package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The items that are messages: texts, echoes, deletions, attachments, answers. */
class MessageTest {

    @Test
    void reads_a_text_message() {
        // When
        MessagingItem item = item("""
                {"sender":{"id":"12345678901234"},"recipient":{"id":"17841405822304914"},"timestamp":1700000000001,
                 "message":{"mid":"aWdf1","text":"Hello"}}""");

        // Then
        assertThat(item.sender()).contains("12345678901234");
        assertThat(item.recipient()).contains("17841405822304914");
        assertThat(item.timestamp()).contains(Instant.ofEpochMilli(1_700_000_000_001L));
        assertThat(item.self()).isFalse();
        Content.Message message = (Content.Message) item.content();
        assertThat(message.mid()).contains("aWdf1");
        assertThat(message.text()).contains("Hello");
        assertThat(message.attachments()).isEmpty();
        assertThat(message.quickReplyPayload()).isEmpty();
        assertThat(message.replyTo()).isEmpty();
        assertThat(message.echo() || message.deleted() || message.unsupported()).isFalse();
    }

    @Test
    void reads_an_echo_to_itself_a_deletion_and_an_unsupported_message() {
        // When
        MessagingItem self = item("{\"is_self\":true,\"message\":{\"is_echo\":true}}");
        Content.Message deletion = message("{\"mid\":\"aWdf1\",\"is_deleted\":true}");
        Content.Message unsupported = message("{\"mid\":\"aWdf1\",\"is_unsupported\":true}");

        // Then
        assertThat(self.self()).isTrue();
        assertThat(((Content.Message) self.content()).echo()).isTrue();
        assertThat(deletion.deleted()).isTrue();
        assertThat(deletion.text()).isEmpty();
        assertThat(unsupported.unsupported()).isTrue();
    }

    static Stream<Arguments> attachments() {
        return Stream.of(
                Arguments.of("{\"type\":\"image\",\"payload\":{\"url\":\"u\"}}", "image", "u", null, null, null),
                Arguments.of(
                        "{\"type\":\"ig_post\",\"payload\":{\"url\":\"u\",\"title\":\"t\",\"ig_post_media_id\":\"1\"}}",
                        "ig_post",
                        "u",
                        "t",
                        "1",
                        null),
                Arguments.of(
                        "{\"type\":\"ig_reel\",\"payload\":{\"url\":\"u\",\"reel_video_id\":17841405822304914}}",
                        "ig_reel",
                        "u",
                        null,
                        "17841405822304914",
                        null),
                Arguments.of(
                        "{\"type\":\"ig_story\",\"payload\":{\"story_media_url\":\"u\",\"story_media_id\":\"1\"}}",
                        "ig_story",
                        "u",
                        null,
                        "1",
                        null),
                Arguments.of(
                        "{\"type\":\"fallback\",\"title\":\"t\",\"url\":\"u\",\"payload\":null}",
                        "fallback",
                        "u",
                        "t",
                        null,
                        null),
                Arguments.of(
                        "{\"type\":\"image\",\"payload\":{\"url\":\"u\",\"sticker_id\":369239263222822}}",
                        "image",
                        "u",
                        null,
                        null,
                        "369239263222822"),
                Arguments.of("{\"type\":\"ephemeral\"}", "ephemeral", null, null, null, null),
                Arguments.of("{\"type\":\"hologram\",\"payload\":\"x\"}", "hologram", null, null, null, null),
                Arguments.of("{\"type\":\"hologram\",\"payload\":[{}]}", "hologram", null, null, null, null),
                Arguments.of("{}", null, null, null, null, null),
                Arguments.of("\"x\"", null, null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("attachments")
    void reads_an_attachment_and_keeps_it_whole(
            String json, String type, String url, String title, String mediaId, String stickerId) {
        // When
        Content.Message message = message("{\"mid\":\"aWdf1\",\"attachments\":[%s]}".formatted(json));

        // Then
        assertThat(message.attachments())
                .containsExactly(new Attachment(
                        Optional.ofNullable(type),
                        Optional.ofNullable(url),
                        Optional.ofNullable(title),
                        Optional.ofNullable(mediaId),
                        Optional.ofNullable(stickerId),
                        json(json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    null                               | 0
                    "x"                                | 0
                    []                                 | 0
                    {"type":"image"}                   | 1
                    [{"type":"image"},{"type":"file"}] | 2""")
    void reads_any_number_of_attachments(String attachments, int count) {
        // When
        Content.Message message = message("{\"attachments\":%s}".formatted(attachments));

        // Then
        assertThat(message.attachments()).hasSize(count);
    }

    @Test
    void reads_what_a_message_answers() {
        // Then
        assertThat(message("{\"reply_to\":{\"mid\":\"aWdf0\"}}").replyTo()).contains(new ReplyTo.Message("aWdf0"));
        assertThat(message("{\"reply_to\":{\"story\":{\"id\":\"1789\",\"url\":\"u\"}}}")
                        .replyTo())
                .contains(new ReplyTo.Story(Optional.of("1789"), Optional.of("u")));
        assertThat(message("{\"reply_to\":null}").replyTo()).isEmpty();
        assertThat(message("{\"quick_reply\":{\"payload\":\"RED\"}}").quickReplyPayload())
                .contains("RED");
        assertThat(message("{\"quick_reply\":{\"payload\":\"\"}}").quickReplyPayload())
                .isEmpty();
    }

    @Test
    void replaces_half_a_surrogate_pair_that_no_encoding_could_carry() {
        // Then
        assertThat(message("{\"text\":\"a\\ud83d b\\ude00 \\ud83d\\ude00\"}").text())
                .contains("a\uFFFD b\uFFFD 😀");
    }

    private static Content.Message message(String json) {
        return (Content.Message) item("{\"message\":%s}".formatted(json)).content();
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
