package io.instagramoperator.receiver.cloudevent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON that applications read, as wholes. */
class CloudEventsTest {

    private static final Instant TIME = Instant.parse("2025-05-14T14:11:32.123Z");
    private static final StoredEvent MESSAGE = new StoredEvent(
            42,
            "m-1",
            "message.received",
            Optional.of("12345678901234"),
            TIME,
            TIME.plusSeconds(1),
            "{\"text\":\"é\"}");
    private static final StoredEvent WITHOUT_CONVERSATION =
            new StoredEvent(43, "u-1", "unknown", Optional.empty(), TIME, TIME, "{}");

    private final CloudEvents events = new CloudEvents("17841405822304914");

    @Test
    void writesACloudEventWithTheCustomerAsSubjectAndPartition() {
        // When // Then
        assertThat(new String(events.one(MESSAGE), UTF_8)).isEqualTo("""
                {"specversion":"1.0","id":"m-1","source":"/instagram/17841405822304914","type":"instagram.message.received",\
                "subject":"12345678901234","time":"2025-05-14T14:11:32.123Z","datacontenttype":"application/json",\
                "sequence":"00000000000000000042","partitionkey":"12345678901234","data":{"text":"é"}}""");
    }

    @Test
    void leavesOutSubjectAndPartitionWhereThereIsNoCustomer() {
        // When // Then
        assertThat(new String(events.one(WITHOUT_CONVERSATION), UTF_8)).isEqualTo("""
                {"specversion":"1.0","id":"u-1","source":"/instagram/17841405822304914","type":"instagram.unknown",\
                "time":"2025-05-14T14:11:32.123Z","datacontenttype":"application/json",\
                "sequence":"00000000000000000043","data":{}}""");
    }

    @Test
    void saysOfAReplayedEventThatItIsOne() {
        // When // Then
        assertThat(new String(events.one(MESSAGE, true), UTF_8)).isEqualTo("""
                {"specversion":"1.0","id":"m-1","source":"/instagram/17841405822304914","type":"instagram.message.received",\
                "subject":"12345678901234","time":"2025-05-14T14:11:32.123Z","datacontenttype":"application/json",\
                "sequence":"00000000000000000042","partitionkey":"12345678901234","replayed":true,"data":{"text":"é"}}""");
        assertThat(events.one(MESSAGE, false)).isEqualTo(events.one(MESSAGE));
    }

    @Test
    void writesTheAttributesAsHeaders() {
        // When // Then
        assertThat(events.headers(MESSAGE, false))
                .isEqualTo(Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "m-1",
                        "ce-source", "/instagram/17841405822304914",
                        "ce-type", "instagram.message.received",
                        "ce-subject", "12345678901234",
                        "ce-time", "2025-05-14T14:11:32.123Z",
                        "content-type", "application/json",
                        "ce-sequence", "00000000000000000042",
                        "ce-partitionkey", "12345678901234"));
        assertThat(events.headers(WITHOUT_CONVERSATION, true))
                .isEqualTo(Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "u-1",
                        "ce-source", "/instagram/17841405822304914",
                        "ce-type", "instagram.unknown",
                        "ce-time", "2025-05-14T14:11:32.123Z",
                        "content-type", "application/json",
                        "ce-sequence", "00000000000000000043",
                        "ce-replayed", "true"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            aWdtX2Q6-_.~=/+   | aWdtX2Q6-_.~=/+
            Euro € 😀         | Euro%20%E2%82%AC%20%F0%9F%98%80
            100%              | 100%25
            "quoted"          | %22quoted%22
            `a\\tb\\r\\nc`       | a%09b%0D%0Ac
            """, delimiter = '|')
    void encodesWhatMayNotStandInAHeader(String text, String value) {
        // Given
        StoredEvent event = new StoredEvent(
                1, text.translateEscapes(), "unknown", Optional.of(text.translateEscapes()), TIME, TIME, "{}");

        // When // Then
        assertThat(events.headers(event, false))
                .containsEntry("ce-id", value)
                .containsEntry("ce-subject", value)
                .containsEntry("ce-partitionkey", value);
    }

    @Test
    void writesAPageWithWhereToReadOn() {
        // When
        String page = new String(events.page(List.of(WITHOUT_CONVERSATION), new Cursor(43)), UTF_8);
        String empty = new String(events.page(List.of(), new Cursor(43)), UTF_8);

        // Then
        assertThat(page)
                .isEqualTo("{\"events\":[" + new String(events.one(WITHOUT_CONVERSATION), UTF_8) + "],\"next\":\""
                        + new Cursor(43) + "\"}");
        assertThat(empty).isEqualTo("{\"events\":[],\"next\":\"" + new Cursor(43) + "\"}");
    }

    @Test
    void writesServerSentEventsWithTheCursorAsIdAndTheEventOnOneLine() {
        // Given
        StoredEvent asMetaIndentsIt =
                new StoredEvent(44, "u-2", "unknown", Optional.empty(), TIME, TIME, "{\r\n\"raw\":\n{}}");

        // When
        String stream = new String(events.stream(List.of(WITHOUT_CONVERSATION, asMetaIndentsIt)), UTF_8);

        // Then
        assertThat(stream).isEqualTo("""
                id: AQAAAAAAAAAr
                data: {"specversion":"1.0","id":"u-1","source":"/instagram/17841405822304914","type":"instagram.unknown",\
                "time":"2025-05-14T14:11:32.123Z","datacontenttype":"application/json",\
                "sequence":"00000000000000000043","data":{}}

                id: AQAAAAAAAAAs
                data: {"specversion":"1.0","id":"u-2","source":"/instagram/17841405822304914","type":"instagram.unknown",\
                "time":"2025-05-14T14:11:32.123Z","datacontenttype":"application/json",\
                "sequence":"00000000000000000044","data":{  "raw": {}}}

                """);
    }
}
