package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    private static final String ACCOUNT = "17841405822304914";
    private static final String TEXT_ITEM = """
            {"sender":{"id":"12345678901234"},"recipient":{"id":"17841405822304914"},"timestamp":1700000000001,\
            "message":{"mid":"aWdf1","text":"caf\\u00e9 \\ud83d\\ude00"}}""";

    @Test
    void reads_a_message_and_keeps_its_bytes() {
        // Given
        String body = """
                {"object":"instagram","entry":[{"time":1700000000123,"id":"17841405822304914","messaging":[%s]}]}""".formatted(TEXT_ITEM);

        // When
        List<Update> updates = read(body);

        // Then
        Item item = onlyItem(updates);
        assertThat(item.entry())
                .isEqualTo(new Entry(
                        Optional.of("instagram"),
                        Optional.of(ACCOUNT),
                        Optional.of(Instant.ofEpochMilli(1_700_000_000_123L))));
        assertThat(item.container()).isEqualTo(Container.MESSAGING);
        assertThat(item.json().at("/message/text").asText()).isEqualTo("café 😀");
        assertThat(text(item.raw())).isEqualTo(TEXT_ITEM);
    }

    static Stream<Arguments> rawItems() {
        return Stream.of(
                Arguments.of("spaces inside", "{ \"read\" :\t{ \"mid\" : \"a\" }\r\n}"),
                Arguments.of("plain UTF-8 of two, three and four bytes", "{\"message\":{\"text\":\"é€😀\"}}"),
                Arguments.of("escaped slash and quote", "{\"message\":{\"text\":\"a\\/b \\\"]}{[\\\\\"}}"),
                Arguments.of("half a surrogate pair", "{\"message\":{\"text\":\"\\ud83d\"}}"),
                Arguments.of("a member twice", "{\"read\":{\"mid\":\"a\"},\"read\":{\"mid\":\"b\"}}"),
                Arguments.of("numbers beyond double", "{\"sender\":{\"id\":178414058223049140001},\"x\":1.10e+400}"),
                Arguments.of("an unknown member", "{\"hologram\":{\"of\":[1,2,{}]}}"),
                Arguments.of("nothing", "{}"),
                Arguments.of("a long text", "{\"message\":{\"text\":\"" + "é".repeat(100_000) + "\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rawItems")
    void cuts_every_item_out_byte_for_byte(String name, String raw) {
        // Given
        String body = " {\"entry\" : [ {\"ü\":\"ß\", \"messaging\":[ %s ,%s\n, %s ]} ], \"object\":\"instagram\"}\n"
                .formatted(raw, TEXT_ITEM, raw);

        // When
        List<Update> updates = read(body);

        // Then
        assertThat(updates).hasOnlyElementsOfType(Item.class).hasSize(3);
        assertThat(updates).extracting(update -> text(update.raw())).containsExactly(raw, TEXT_ITEM, raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"read\" :\t{ \"mid\" : \"a\" }\r\n}",
                "{\"message\":{\"text\":\"caf\\u00e9 \\ud83d\\ude00 \\ud83d\"}}",
                "{\"message\":{\"text\":\"a\\/b \\\"]}{[\\\\\"}}",
                "{\"read\":{\"mid\":\"a\"},\"read\":{\"mid\":\"b\"}}",
                "{\"sender\":{\"id\":178414058223049140001},\"x\":[1.10e+400,-0,true,null,{}]}",
                "7",
            })
    void reads_all_at_once_as_it_reads_them_one_by_one(String raw) throws IOException {
        // Given
        byte[] body =
                "{\"entry\" : [ {\"what\":\"ever\",\"id\":\"1\",\"messaging\":[ %s ,%s\n, %s ]} ], \"object\":\"instagram\"}\n"
                        .formatted(raw, TEXT_ITEM, raw)
                        .getBytes(UTF_8);

        // When
        List<Update> atOnce = Delivery.updates(BodySplitter.read(body));

        // Then
        assertThat(atOnce).isEqualTo(Delivery.updates(BodySplitter.split(body))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0B1", "FFFF3233", "C3A9", "E080B1", "F1"})
    void takes_no_strange_bytes_for_an_id(String hex) throws IOException {
        // Given
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"object\":\"instagram\",\"entry\":[{\"id\":\"".getBytes(UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\",\"messaging\":[{\"read\":{\"mid\":\"a\"}}]}]}".getBytes(UTF_8));

        // When
        List<Update> updates = Delivery.read(body.toByteArray());

        // Then
        assertThat(updates).isEqualTo(Delivery.updates(BodySplitter.split(body.toByteArray())));
    }

    @Test
    void takes_no_strange_bytes_for_a_name() throws IOException {
        // Given
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"entry\":[{\"id\":\"1\",\"".getBytes(UTF_8));
        body.writeBytes(HexFormat.of().parseHex("FFFF6964"));
        body.writeBytes("\":\"2\",\"messaging\":[{\"read\":{\"mid\":\"a\"}}]}]}".getBytes(UTF_8));

        // When
        Item item = onlyItem(Delivery.read(body.toByteArray()));

        // Then
        assertThat(item.entry().id()).contains("1");
    }

    @Test
    void keeps_the_order_of_entries_containers_and_items() {
        // Given
        String body = """
                {"entry":[
                  {"id":"1","standby":[{"n":1}],"messaging":[{"n":2},{"n":3}],"time":1700000000123},
                  {"changes":[{"field":"comments","n":4}],"time":1520622968,"id":2},
                  {"id":"3","messaging":[{"n":5}],"messaging":[{"n":6}]}],
                 "object":"instagram"}""";

        // When
        List<Update> updates = read(body);

        // Then
        assertThat(updates)
                .extracting(update -> {
                    Item item = (Item) update;
                    return item.entry().id().orElseThrow() + " "
                            + item.container().member() + " " + item.json().get("n");
                })
                .containsExactly(
                        "1 standby 1",
                        "1 messaging 2",
                        "1 messaging 3",
                        "2 changes 4",
                        "3 messaging 5",
                        "3 messaging 6");
        assertThat(((Item) updates.get(3)).entry().time()).contains(Instant.ofEpochSecond(1_520_622_968));
        assertThat(updates)
                .allSatisfy(
                        update -> assertThat(((Item) update).entry().object()).contains("instagram"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"17841405822304914\"", "17841405822304914"})
    void reads_an_id_from_a_string_or_a_number_to_the_last_digit(String id) {
        // When
        Item item =
                onlyItem(read("{\"entry\":[{\"id\":%s,\"messaging\":[{\"sender\":{\"id\":%s}}]}]}".formatted(id, id)));

        // Then
        assertThat(item.entry().id()).contains(ACCOUNT);
        assertThat(item.messaging().orElseThrow().sender()).contains(ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "1.7841405822304914E16", "true", "{}", "[1]"})
    void has_no_id_where_there_is_none(String id) {
        // When
        List<Update> updates =
                read("{\"entry\":[{\"id\":%s,\"messaging\":[{\"sender\":{\"id\":%s}}]}]}".formatted(id, id));

        // Then
        Item item = (Item) updates.getFirst();
        assertThat(item.entry().id()).isEmpty();
        assertThat(item.messaging().orElseThrow().sender()).isEmpty();
    }

    @Test
    void accepts_envelopes_wrapped_in_an_array() {
        // When
        List<Update> updates = read("""
                [{"object":"instagram","entry":[{"id":"1","messaging":[{"n":1}]}]},
                 {"object":"page","entry":[{"id":"2","messaging":[{"n":2}]}]}]""");

        // Then
        assertThat(updates)
                .extracting(update -> ((Item) update).entry().object().orElseThrow())
                .containsExactly("instagram", "page");
    }

    @Test
    void accepts_field_and_value_directly_in_the_entry() {
        // Given
        String entry = "{\"id\":\"1\",\"time\":1520622968,\"field\":\"comments\",\"value\":{\"id\":\"c1\"}}";

        // When
        Item item = onlyItem(read("{\"object\":\"instagram\",\"entry\":[%s]}".formatted(entry)));

        // Then
        assertThat(item.container()).isEqualTo(Container.CHANGES);
        assertThat(item.change().field()).contains("comments");
        assertThat(item.messaging()).isEmpty();
        assertThat(text(item.raw())).isEqualTo(entry);
    }

    @Test
    void takes_a_messaging_item_out_of_a_change_as_the_dashboard_sends_it() {
        // When
        Item item = onlyItem(read("""
                {"object":"instagram","entry":[{"id":"0","time":1700000000,"changes":[{"field":"messages",
                 "value":{"sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1527459824",
                          "message":{"mid":"random_mid","text":"random_text"}}}]}]}"""));

        // Then
        MessagingItem messaging = item.messaging().orElseThrow();
        assertThat(messaging.sender()).contains("12334");
        assertThat(messaging.timestamp()).contains(Instant.ofEpochSecond(1_527_459_824));
        assertThat(((Content.Message) messaging.content()).text()).contains("random_text");
    }

    @Test
    void reads_a_thousand_updates_of_one_delivery() {
        // Given
        List<String> items = Stream.iterate(0, n -> n + 1)
                .limit(1_000)
                .map(n -> "{\"message\":{\"mid\":\"m%d\",\"text\":\"%s\"}}".formatted(n, "ü".repeat(n % 97)))
                .toList();

        // When
        List<Update> updates = read("{\"entry\":[{\"id\":\"1\",\"messaging\":[" + String.join(",", items) + "]}]}");

        // Then
        assertThat(updates).extracting(update -> text(update.raw())).isEqualTo(items);
    }

    private static List<Update> read(String body) {
        return Delivery.read(body.getBytes(UTF_8));
    }

    private static Item onlyItem(List<Update> updates) {
        assertThat(updates).singleElement().isInstanceOf(Item.class);
        return (Item) updates.getFirst();
    }

    private static String text(RawJson raw) {
        return new String(raw.bytes(), UTF_8);
    }
}
