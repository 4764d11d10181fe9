package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.payload.Unreadable.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is kept as it came, does no harm to the rest, and no text for logs has words of a customer. */
class UnreadableDeliveryTest {

    private static final String TEXT_ITEM = """
            {"sender":{"id":"12345678901234"},"recipient":{"id":"17841405822304914"},"timestamp":1700000000001,\
            "message":{"mid":"aWdf1","text":"caf\\u00e9 \\ud83d\\ude00"}}""";
    private static final String READ_ITEM = "{\"read\":{\"mid\":\"aWdf0\"}}";

    /** Each body with the parts that nothing can be made of, and why. */
    static Stream<Arguments> notUnderstood() {
        return Stream.of(
                Arguments.of("", Reason.EMPTY, ""),
                Arguments.of("  ", Reason.EMPTY, "  "),
                Arguments.of("[]", Reason.EMPTY, "[]"),
                Arguments.of("{}", Reason.EMPTY, "{}"),
                Arguments.of(
                        "{\"object\":\"instagram\",\"entry\":[]}",
                        Reason.EMPTY,
                        "{\"object\":\"instagram\",\"entry\":[]}"),
                Arguments.of("{\"object\":\"instagram\"}", Reason.EMPTY, "{\"object\":\"instagram\"}"),
                Arguments.of("{\"entry\":null}", Reason.EMPTY, "{\"entry\":null}"),
                Arguments.of("{\"entry\":[{\"id\":\"1\"}]}", Reason.EMPTY, "{\"id\":\"1\"}"),
                Arguments.of("{\"entry\":[{\"messaging\":[]}]}", Reason.EMPTY, "{\"messaging\":[]}"),
                Arguments.of("{\"entry\":[{\"messaging\":null}]}", Reason.EMPTY, "{\"messaging\":null}"),
                Arguments.of("not json", Reason.MALFORMED, "not json"),
                Arguments.of("{\"entry\":[", Reason.MALFORMED, "{\"entry\":["),
                Arguments.of("{} {}", Reason.MALFORMED, "{} {}"),
                Arguments.of("\uFEFF{}", Reason.MALFORMED, "\uFEFF{}"),
                Arguments.of("null", Reason.UNKNOWN_SHAPE, "null"),
                Arguments.of("17", Reason.UNKNOWN_SHAPE, "17"),
                Arguments.of("[ \"x\" ]", Reason.UNKNOWN_SHAPE, "\"x\""),
                Arguments.of("{\"entry\":{\"id\":\"1\"}}", Reason.UNKNOWN_SHAPE, "{\"entry\":{\"id\":\"1\"}}"),
                Arguments.of(
                        "{\"field\":\"messages\",\"value\":{}}",
                        Reason.UNKNOWN_SHAPE,
                        "{\"field\":\"messages\",\"value\":{}}"),
                Arguments.of("{\"entry\":[ 17 ]}", Reason.UNKNOWN_SHAPE, "17"),
                Arguments.of("{\"entry\":[\"é\"]}", Reason.UNKNOWN_SHAPE, "\"é\""),
                Arguments.of("{\"entry\":[{\"messaging\":{}}]}", Reason.UNKNOWN_SHAPE, "{\"messaging\":{}}"),
                Arguments.of("{\"entry\":[{\"messaging\":[-1.5e3 ]}]}", Reason.UNKNOWN_SHAPE, "-1.5e3"),
                Arguments.of("{\"entry\":[{\"messaging\":[null]}]}", Reason.UNKNOWN_SHAPE, "null"),
                Arguments.of("{\"entry\":[{\"messaging\":[[{}]]}]}", Reason.UNKNOWN_SHAPE, "[{}]"),
                Arguments.of("{\"entry\":[{\"holograms\":[{}]}]}", Reason.UNKNOWN_SHAPE, "{\"holograms\":[{}]}"),
                Arguments.of("{\"entry\":[{\"field\":\"x\"}]}", Reason.UNKNOWN_SHAPE, "{\"field\":\"x\"}"),
                Arguments.of(
                        "{\"entry\":[{\"id\":\"1\",\"changed_fields\":[\"messages\"]}]}",
                        Reason.VALUES_NOT_INCLUDED,
                        "{\"id\":\"1\",\"changed_fields\":[\"messages\"]}"));
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void keeps_what_it_does_not_understand(String body, Reason reason, String raw) {
        // When
        List<Update> updates = read(body);

        // Then
        assertThat(updates).singleElement().isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(reason);
            assertThat(text(unreadable.raw())).isEqualTo(raw);
        });
    }

    @Test
    void keeps_a_body_in_another_encoding_as_malformed() {
        // Given
        byte[] body = "{\"object\":\"instagram\",\"entry\":[]}".getBytes(UTF_16);

        // When
        List<Update> updates = Delivery.read(body);

        // Then
        assertThat(updates).containsExactly(Unreadable.body(body));
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("invalid UTF-8", "{\"message\":{\"text\":\"\u00ff\u00fe\"}}"),
                Arguments.of("cut UTF-8", "{\"message\":{\"text\":\"\u00e2\u0082\"}}"),
                Arguments.of("a control character", "{\"message\":{\"text\":\"\n\"}}"),
                Arguments.of("deep nesting", "{\"message\":" + "[".repeat(201) + "]".repeat(201) + "}"),
                Arguments.of("very deep nesting", "{\"a\":".repeat(300_000) + "0" + "}".repeat(300_000)),
                Arguments.of("a million values", "{\"message\":[" + "0,".repeat(1_000_000) + "0]}"));
    }

    /** The texts are bytes: each character is one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void does_no_harm_to_the_neighbours_of_an_item_that_cannot_be_read(String name, String poison) {
        // Given
        byte[] body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\",\"messaging\":[%s,%s,%s]}]}"
                .formatted(READ_ITEM, poison, TEXT_ITEM)
                .getBytes(ISO_8859_1);

        // When
        List<Update> updates = Delivery.read(body);

        // Then
        assertThat(updates).hasSize(3);
        assertThat(updates.get(0)).isInstanceOf(Item.class);
        assertThat(updates.get(1)).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(unreadable.entry().orElseThrow().id()).contains("1");
        });
        assertThat(updates.get(2)).isInstanceOf(Item.class);
        assertThat(updates)
                .extracting(update -> new String(update.raw().bytes(), ISO_8859_1))
                .containsExactly(READ_ITEM, poison, TEXT_ITEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"holograms\":[{}]", "\"holograms\":[1,{}]", "\"standby\":{}", "\"value\":{}"})
    void gives_a_member_that_may_hold_updates_beside_known_items(String member) {
        // Given
        String entry = "{\"id\":\"1\",\"messaging\":[%s],%s}".formatted(READ_ITEM, member);

        // When
        List<Update> updates = read("{\"entry\":[%s]}".formatted(entry));

        // Then
        assertThat(updates).extracting(update -> text(update.raw())).containsExactly(READ_ITEM, entry);
        assertThat(updates.get(1)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"uid\":\"1\"",
                "\"context\":{\"a\":[{}]}",
                "\"flags\":[]",
                "\"flags\":[\"a\",[{}]]",
                "\"hop_context\":[{\"app_id\":1}]",
                "\"hop_context\":{\"app_id\":1}",
                "\"field\":\"messages\"",
                "\"standby\":null",
                "\"changes\":\"\""
            })
    void leaves_out_a_member_that_can_only_tell_more_about_known_items(String member) {
        assertThat(read("{\"entry\":[{\"id\":\"1\",\"messaging\":[%s],%s}]}".formatted(READ_ITEM, member)))
                .extracting(update -> text(update.raw()))
                .containsExactly(READ_ITEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"meta\":{\"a\":1}", "\"tags\":[]", "\"version\":2"})
    void leaves_out_a_member_of_the_envelope_that_can_only_tell_more(String member) {
        assertThat(read("{%s,\"entry\":[{\"id\":\"1\",\"messaging\":[%s]}]}".formatted(member, READ_ITEM)))
                .extracting(update -> text(update.raw()))
                .containsExactly(READ_ITEM);
    }

    @Test
    void gives_a_list_of_objects_beside_the_entries() {
        // Given
        String body = "{\"entries\":[{}],\"entry\":[{\"id\":\"1\",\"messaging\":[%s]}]}".formatted(READ_ITEM);

        // When
        List<Update> updates = read(body);

        // Then
        assertThat(updates).extracting(update -> text(update.raw())).containsExactly(READ_ITEM, body);
    }

    @Test
    void never_fails_whatever_bytes_come() {
        // Given
        Random random = new Random(11);
        byte[] valid = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\",\"messaging\":[%s,%s]}]}"
                .formatted(TEXT_ITEM, READ_ITEM)
                .getBytes(UTF_8);

        for (int round = 0; round < 20_000; round++) {
            byte[] body = valid.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }

            // When
            List<Update> updates = Delivery.read(body);

            // Then
            assertThat(updates).isNotEmpty();
            String whole = new String(body, ISO_8859_1);
            assertThat(updates)
                    .allMatch(update -> whole.contains(new String(update.raw().bytes(), ISO_8859_1)));
        }
    }

    @Test
    void shows_no_words_of_a_customer_in_texts_for_logs() {
        // Given
        String secret = "rosebud";
        List<Update> updates = new ArrayList<>();
        for (String item : List.of(
                "{\"message\":{\"mid\":\"m\",\"text\":\"rosebud\",\"quick_reply\":{\"payload\":\"rosebud\"},"
                        + "\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\"rosebud\",\"title\":\"rosebud\"}}],"
                        + "\"reply_to\":{\"story\":{\"id\":\"1\",\"url\":\"rosebud\"}}}}",
                "{\"postback\":{\"title\":\"rosebud\",\"payload\":\"rosebud\"}}",
                "{\"reaction\":{\"reaction\":\"love\",\"x\":\"rosebud\"}}",
                "{\"read\":{\"x\":\"rosebud\"}}",
                "{\"x\":\"rosebud\"}",
                "\"rosebud\"")) {
            updates.addAll(read("{\"entry\":[{\"messaging\":[%s]}]}".formatted(item)));
        }

        // When
        List<String> texts = updates.stream()
                .flatMap(update -> update instanceof Item item
                        ? Stream.of(item.toString(), item.messaging().toString(), details(item))
                        : Stream.of(update.toString()))
                .toList();

        // Then
        assertThat(texts).hasSize(16).noneMatch(text -> text.contains(secret));
    }

    private static String details(Item item) {
        return item.messaging().orElseThrow().content() instanceof Content.Message message
                ? message.attachments() + " " + message.replyTo()
                : "";
    }

    private static List<Update> read(String body) {
        return Delivery.read(body.getBytes(UTF_8));
    }

    private static String text(RawJson raw) {
        return new String(raw.bytes(), UTF_8);
    }
}
