package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.instagramoperator.instagram.payload.Unreadable.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {

    /** Each character is one byte, so that the bytes can be anything. */
    private static final List<String> ITEMS = List.of(
            "{\"message\":{\"mid\":\"m1\",\"text\":\"caf\\u00e9 \\ud83d\\ude00 \\/ \\\"]}\"}}",
            "{ \"message\" :\t{ \"text\" : \"\u00c3\u00a9\" }\r\n}",
            "{\"message\":{\"text\":\"\u00ff\u00fe broken UTF-8\"}}",
            "{\"sender\":{\"id\":178414058223049140001},\"x\":1.10e+400,\"x\":-0}",
            "{\"message\":{\"text\":\"half \\ud83d\",\"text\":\"twice\"}}",
            "{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}",
            "17",
            "[{}]",
            "{}");

    private static final List<String> IDS =
            List.of("\"17841405822304914\"", "17841405822304914", "\"2\"", "178414058223049140001", "\"\\u0032\"");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "\"17841405822304914\", 17841405822304914",
        "17841405822304914, 17841405822304914",
        "178414058223049140001, 178414058223049140001",
        "\"\\u0031\", 1",
    })
    void readsTheIdOfAnEntryToTheLastDigit(String written, String id) {
        assertThat(of("{\"object\":\"instagram\",\"entry\":[{\"id\":%s}]}".formatted(written))
                        .entries())
                .singleElement()
                .extracting(entry -> entry.entry().id())
                .isEqualTo(Optional.of(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messaging\":[{}]}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":1.0}",
                "{\"id\":{\"id\":\"1\"}}",
                "{\"id\":\"1\",\"id\":null}",
                "17",
                "null",
                "[{\"id\":\"1\"}]"
            })
    void findsEntriesWithoutAnId(String entry) {
        // When
        Entries entries = of("{\"object\":\"instagram\",\"entry\":[%s]}".formatted(entry));

        // Then
        assertThat(entries.entries()).singleElement().satisfies(found -> {
            assertThat(found.entry().id()).isEmpty();
            assertThat(text(found.raw())).isEqualTo(entry);
        });
        assertThat(entries.outside()).isEmpty();
    }

    @Test
    void takesTheLastOfMembersThatAreThereTwiceAndAllEntries() {
        // When
        Entries entries = of("""
                {"object":"page","entry":[{"id":"1","id":"2"}],"object":"instagram","entry":[{"id":"3"}]}""");

        // Then
        assertThat(entries.entries())
                .extracting(
                        entry -> entry.entry().id().orElseThrow(),
                        entry -> text(entry.object().orElseThrow()))
                .containsExactly(tuple("2", "\"instagram\""), tuple("3", "\"instagram\""));
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                Arguments.of("not json", Reason.MALFORMED),
                Arguments.of("{\"entry\":[{\"id\":\"1\"}]} {}", Reason.MALFORMED),
                Arguments.of("{\"entry\":[{\"id\":\"1\"}", Reason.MALFORMED),
                Arguments.of("{\"x\":" + "[".repeat(100_000), Reason.MALFORMED),
                Arguments.of("{\"entry\":[" + "0,".repeat(20_000) + "0]}", Reason.MALFORMED),
                Arguments.of("{\"x\":[" + "0,".repeat(1_000_000) + "0]}", Reason.UNKNOWN_SHAPE),
                Arguments.of("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", Reason.UNKNOWN_SHAPE),
                Arguments.of("", Reason.EMPTY),
                Arguments.of("{\"object\":\"instagram\",\"entry\":[]}", Reason.EMPTY),
                Arguments.of("{\"object\":\"instagram\"}", Reason.EMPTY),
                Arguments.of("{\"object\":\"instagram\",\"entry\":{\"id\":\"1\"}}", Reason.UNKNOWN_SHAPE),
                Arguments.of("17", Reason.UNKNOWN_SHAPE));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void findsNoEntryWhereThereIsNone(String body, Reason reason) {
        // When
        Entries entries = of(body);

        // Then
        assertThat(entries.entries()).isEmpty();
        assertThat(entries.outside())
                .singleElement()
                .isEqualTo(new Unreadable(reason, Optional.empty(), Optional.empty(), raw(body)));
    }

    @Test
    void findsWhatIsBesideTheEntries() {
        // Given
        String odd = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\"}],\"holograms\":[{}]}";

        // When
        Entries entries = of("[" + odd + ",{\"object\":\"page\",\"entry\":[{\"id\":\"2\"}]}]");

        // Then
        assertThat(entries.entries())
                .extracting(entry -> text(entry.raw()))
                .containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertThat(entries.outside())
                .containsExactly(new Unreadable(Reason.UNKNOWN_SHAPE, Optional.empty(), Optional.empty(), raw(odd)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"instagram\"", "\"\\u0069nstagram\"", "17", "null", "1.50", "{ \"a\":[1] }"})
    void passesTheObjectOnAsItIsWritten(String object) {
        // Given
        Entries entries =
                of("{ \"object\" : %s , \"entry\" : [ {\"id\" : \"1\"} , {\"id\":\"1\"}\n] }".formatted(object));

        // When
        byte[] delivery = Entries.delivery(entries.entries());

        // Then
        assertThat(new String(delivery, ISO_8859_1))
                .isEqualTo("{\"object\":%s,\"entry\":[{\"id\" : \"1\"},{\"id\":\"1\"}]}", object);
    }

    @Test
    void passesOnThatThereIsNoObject() {
        assertThat(new String(
                        Entries.delivery(of("{\"entry\":[{\"id\":\"1\"}]}").entries()), ISO_8859_1))
                .isEqualTo("{\"entry\":[{\"id\":\"1\"}]}");
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 200), new Random().longs(50));
    }

    /** A seed that fails goes into {@link #seeds}. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsTheBytesTheOrderAndTheMeaningOfEachAccountsEntries(long seed) {
        // Given
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        for (int entry = random.nextInt(20); entry >= 0; entry--) {
            written.add(anyEntry(random));
        }
        String object = one(List.of("\"instagram\"", "\"\\u0069nstagram\"", "17", "null"), random);
        byte[] body = anyEnvelope(object, written, random).getBytes(ISO_8859_1);

        // When
        Entries entries = Entries.of(body);

        // Then
        assertThat(entries.outside()).isEmpty();
        assertThat(entries.entries()).extracting(entry -> text(entry.raw())).isEqualTo(written);
        Map<Optional<String>, List<RawEntry>> byAccount = new LinkedHashMap<>();
        entries.entries().forEach(entry -> byAccount
                .computeIfAbsent(entry.entry().id(), id -> new ArrayList<>())
                .add(entry));
        Map<Optional<String>, List<Update>> wholes = new LinkedHashMap<>();
        Delivery.read(body)
                .forEach(update -> wholes.computeIfAbsent(entryOf(update).id(), id -> new ArrayList<>())
                        .add(update));
        assertThat(byAccount.keySet()).isEqualTo(wholes.keySet());
        byAccount.forEach((id, ofAccount) -> {
            byte[] delivery = Entries.delivery(ofAccount);
            assertThat(new String(delivery, ISO_8859_1))
                    .isEqualTo(
                            "{\"object\":%s,\"entry\":[%s]}",
                            object,
                            String.join(
                                    ",",
                                    ofAccount.stream().map(e -> text(e.raw())).toList()));
            assertThat(Delivery.read(delivery)).isEqualTo(wholes.get(id));
        });
    }

    private static String anyEntry(Random random) {
        if (random.nextInt(15) == 0) {
            return one(List.of("17", "\"\u00e9\"", "null", "[ ]"), random);
        }
        List<String> members = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            members.add("\"id\":" + one(IDS, random));
        }
        if (random.nextBoolean()) {
            members.add("\"time\" : " + one(List.of("1700000000123", "\"x\"", "null"), random));
        }
        for (int container = random.nextInt(3); container > 0; container--) {
            List<String> items = new ArrayList<>();
            for (int item = random.nextInt(4); item > 0; item--) {
                items.add(one(ITEMS, random));
            }
            String name = one(List.of("messaging", "standby", "changes", "holograms"), random);
            members.add("\"%s\":[%s]".formatted(name, String.join(" ,", items)));
        }
        Collections.shuffle(members, random);
        return "{" + String.join(one(List.of(",", " ,\n", ",\t"), random), members) + "}";
    }

    private static String anyEnvelope(String object, List<String> entries, Random random) {
        String space = one(List.of("", " ", "\n\t"), random);
        List<String> members = new ArrayList<>(List.of("\"object\"" + space + ":" + object + space));
        int cut = random.nextInt(entries.size() + 1);
        List.of(entries.subList(0, cut), entries.subList(cut, entries.size())).stream()
                .map(part -> "\"entry\":[" + space + String.join(space + "," + space, part) + space + "]")
                .forEach(members::add);
        members.add(random.nextInt(3), "\"unknown\":1.0");
        String envelope = space + "{" + String.join("," + space, members) + "}" + space;
        return random.nextInt(5) == 0 ? "[" + envelope + "]" : envelope;
    }

    private static Entry entryOf(Update update) {
        return switch (update) {
            case Item item -> item.entry();
            case Unreadable unreadable -> unreadable.entry().orElseThrow();
        };
    }

    private static Entries of(String body) {
        return Entries.of(body.getBytes(ISO_8859_1));
    }

    private static RawJson raw(String text) {
        return RawJson.of(text.getBytes(UTF_8));
    }

    private static String text(RawJson raw) {
        return new String(raw.bytes(), ISO_8859_1);
    }

    private static String one(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
