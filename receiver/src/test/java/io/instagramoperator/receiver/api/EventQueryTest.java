package io.instagramoperator.receiver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.instagramoperator.receiver.api.ProblemDocument.ProblemException;
import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.PageSize;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misspelt parameter must never let everything through. */
class EventQueryTest {

    @Test
    void readsEveryParameter() {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("after", new Cursor(42).toString());
        query.putSingle("types", "message.*,postback.received");
        query.putSingle("conversation", "123");
        query.putSingle("limit", "1000");
        query.putSingle("wait", "30s");

        // When // Then
        assertThat(EventQuery.of(query))
                .isEqualTo(new EventQuery(
                        Optional.of(new Cursor(42)),
                        new Filter(List.of("message.*", "postback.received"), Optional.of("123")),
                        PageSize.of(1000),
                        Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        message.*, postback.received             | message.*,postback.received
        message.sent,message.sent                | message.sent
        instagram.message.sent,instagram.standby.* | message.sent,standby.*
        """)
    void takesTheSameTypesHoweverTheyAreWritten(String types, String same) {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("types", types);

        // When // Then
        assertThat(EventQuery.of(query).filter().types()).containsExactly(same.split(","));
    }

    @Test
    void takesNoMoreTypesThanADatabaseCanLookFor() {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("types", "a,a*" + manyTypes(99));

        // When // Then
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EventQuery.of(query));
        query.putSingle("types", "a" + manyTypes(99));
        assertThat(EventQuery.of(query).filter().types()).hasSize(100);
    }

    private static String manyTypes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "," + "b".repeat(1 + i / 26) + (char) ('a' + i % 26))
                .collect(Collectors.joining());
    }

    @Test
    void readsFromTheEarliestWithoutWaitingIfNothingIsSaid() {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("types", "");

        // When // Then
        assertThat(EventQuery.of(query))
                .isEqualTo(new EventQuery(Optional.empty(), Filter.ALL, PageSize.of(100), Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "30s, 30", "60s, 60", "0m, 0", "1m, 60"})
    void waitsForSecondsOrMinutes(String wait, long seconds) {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle("wait", wait);

        // When // Then
        assertThat(EventQuery.of(query).patience()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "type         | message.*          | the parameters after, conversation, limit, types, wait",
                "after        | yesterday          | a cursor as 'next' gives it",
                "after        | AQAAAAAAAAA        | a cursor as 'next' gives it",
                "types        | message.*,         | up to 100 names of events",
                "types        | Message.Received   | up to 100 names of events",
                "conversation | @acme              | an IGSID",
                "limit        | 0                  | a whole number from 1 to 1000",
                "limit        | 1001               | a whole number from 1 to 1000",
                "limit        | ten                | a whole number from 1 to 1000",
                "limit        | 99999999999999     | a whole number from 1 to 1000",
                "wait         | 61s                | 0s to 60s, in seconds or minutes",
                "wait         | 2m                 | 0s to 60s, in seconds or minutes",
                "wait         | 30                 | 0s to 60s, in seconds or minutes",
                "wait         | -1s                | 0s to 60s, in seconds or minutes",
                "wait         | 1h                 | 0s to 60s, in seconds or minutes",
                "wait         | 1m0s               | 0s to 60s, in seconds or minutes",
                "wait         | 01m                | 0s to 60s, in seconds or minutes",
            })
    void namesTheParameterTheValueAndWhatIsAllowed(String parameter, String value, String allowed) {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putSingle(parameter, value);

        // When // Then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EventQuery.of(query))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(400);
                    assertThat(refusal.problem().json().path("parameter").asText())
                            .isEqualTo(parameter);
                    assertThat(refusal.problem().json().path("value").asText()).isEqualTo(value);
                    assertThat(refusal.problem().json().path("allowed").asText())
                            .startsWith(allowed);
                });
    }

    @Test
    void refusesAParameterThatComesTwice() {
        // Given
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.put("limit", List.of("1", "2"));

        // When // Then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EventQuery.of(query))
                .satisfies(refusal -> assertThat(
                                refusal.problem().json().path("value").asText())
                        .isEqualTo("1' and '2"));
    }
}
