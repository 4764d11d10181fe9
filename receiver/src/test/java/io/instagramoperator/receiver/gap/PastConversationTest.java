package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.FakeMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a conversation belongs to a gap from 12:00 to 13:00. */
class PastConversationTest {

    private static final Instant FROM = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-23T13:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T13:00:05Z");
    private static final Wanted BOTH = new Wanted(true, true);

    @Test
    void takesWhatWasSentInTheGapInTheOrderInWhichItWasSent() {
        // Given
        List<PastMessage> shown = List.of(
                message("after", "13:00:01"),
                message("last", "13:00:00"),
                message("second of a second", "12:30:00"),
                message("first of a second", "12:30:00"),
                message("first", "12:00:00"),
                message("before", "11:59:59"));

        // When
        PastConversation past = read(shown, BOTH);

        // Then
        assertThat(past.messages())
                .extracting(message -> message.event().data().text())
                .satisfiesExactly(
                        data -> assertThat(data).contains("\"first\""),
                        data -> assertThat(data).contains("first of a second"),
                        data -> assertThat(data).contains("second of a second"),
                        data -> assertThat(data).contains("last"));
        assertThat(past.complete()).isTrue();
    }

    @ParameterizedTest(name = "{0} messages, the oldest at {1}: {2}")
    @CsvSource({
        "19, 12:10:00, true",
        "20, 12:10:00, false",
        "20, 11:59:59, true",
        "25, 12:10:00, false",
    })
    void isCompleteIfItReachesBackBeforeTheGapOrToItsBeginning(int number, String oldest, boolean complete) {
        // Given
        List<PastMessage> shown = new ArrayList<>();
        for (int i = 1; i < number; i++) {
            shown.add(message("m" + i, "12:40:00"));
        }
        shown.add(message("oldest", oldest));

        // Then
        assertThat(read(shown, BOTH).complete()).isEqualTo(complete);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        without details | {"id":"m"}
        without time    | {"id":"m","from":{"id":"111"},"message":"Hi"}
        without sender  | {"id":"m","created_time":"2026-11-23T12:30:00+0000","message":"Hi"}
        """)
    void isIncompleteIfSomethingCannotBeRead(String what, String json) throws Exception {
        // Given
        PastMessage unreadable = PastMessage.of(new JsonMapper().readTree(json)).orElseThrow();

        // When
        PastConversation past = read(List.of(message("m1", "12:40:00"), unreadable), BOTH);

        // Then
        assertThat(past.messages()).hasSize(1);
        assertThat(past.complete()).isFalse();
    }

    @ParameterizedTest(name = "received {0}, sent {1}: {2}")
    @CsvSource({"true, true, 2", "true, false, 1", "false, true, 1", "false, false, 0"})
    void leavesOutWhatTheWebhookWouldNotHaveDelivered(boolean received, boolean sent, int number) {
        List<PastMessage> shown = List.of(message("answer", "12:50:00", FakeMeta.ACCOUNT), message("m1", "12:40:00"));

        assertThat(read(shown, new Wanted(received, sent)).messages()).hasSize(number);
        assertThat(read(shown, new Wanted(received, sent)).complete()).isTrue();
    }

    private static PastConversation read(List<PastMessage> shown, Wanted wanted) {
        return PastConversation.of(shown, FakeMeta.ACCOUNT, wanted, FROM, TO, NOW.plus(Duration.ofSeconds(1)));
    }

    private static PastMessage message(String mid, String time) {
        return message(mid, time, "111");
    }

    private static PastMessage message(String mid, String time, String from) {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("id", mid).put("created_time", "2026-11-23T" + time + "+0000").put("message", mid);
        json.putObject("from").put("id", from);
        return PastMessage.of(json).orElseThrow();
    }
}
