package io.instagramoperator.simulator.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.simulator.chat.ChatMessage.Kind;
import io.instagramoperator.simulator.chat.ChatMessage.Side;
import io.instagramoperator.simulator.state.Happening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final String ACCOUNT = "178414";
    private static final String CUSTOMER = "12345";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);

    @Test
    void shows_messages_of_both_sides_and_the_echo_of_one_only_once() {
        // When
        Timeline.View view = Timeline.of(List.of(
                customer("\"message\":{\"mid\":\"m1\",\"text\":\"Hi\"}"),
                sent("m2", "{\"text\":\"Hello\",\"quick_replies\":[{\"title\":\"Yes\"}]}"),
                account("\"message\":{\"mid\":\"m2\",\"text\":\"Hello\",\"is_echo\":true}"),
                account("\"message\":{\"mid\":\"m3\",\"text\":\"From the phone\",\"is_echo\":true}")));

        // Then
        assertThat(view.messages())
                .extracting(ChatMessage::mid, ChatMessage::by, TimelineTest::text)
                .containsExactly(
                        tuple("m1", Side.CUSTOMER, "Hi"),
                        tuple("m2", Side.ACCOUNT, "Hello"),
                        tuple("m3", Side.ACCOUNT, "From the phone"));
        assertThat(view.messages().get(1).content().quickReplies()).containsExactly(json("{\"title\":\"Yes\"}"));
        assertThat(view.messages().get(1).content().body()).isPresent();
    }

    @Test
    void keeps_the_last_reaction_of_each_side() {
        // When
        Timeline.View view = Timeline.of(List.of(
                customer("\"message\":{\"mid\":\"m1\",\"text\":\"Hi\"}"),
                customer("\"reaction\":{\"mid\":\"m1\",\"action\":\"react\",\"reaction\":\"wow\"}"),
                customer("\"reaction\":{\"mid\":\"m1\",\"action\":\"react\",\"reaction\":\"other\",\"emoji\":\"🦀\"}"),
                acted("react", "{\"message_id\":\"m1\",\"reaction\":\"love\"}")));
        Timeline.View without = Timeline.of(List.of(
                customer("\"message\":{\"mid\":\"m1\",\"text\":\"Hi\"}"),
                acted("react", "{\"message_id\":\"m1\",\"reaction\":\"love\"}"),
                acted("unreact", "{\"message_id\":\"m1\"}")));

        // Then
        assertThat(view.messages().getFirst().marks().reactions())
                .isEqualTo(Map.of(Side.CUSTOMER, "🦀", Side.ACCOUNT, "❤️"));
        assertThat(without.messages().getFirst().marks().reactions()).isEmpty();
    }

    @Test
    void marks_what_was_edited_and_unsent() {
        // When
        Timeline.View view = Timeline.of(List.of(
                customer("\"message\":{\"mid\":\"m1\",\"text\":\"Hi\"}"),
                customer("\"message_edit\":{\"mid\":\"m1\",\"text\":\"Hello\",\"num_edit\":1}"),
                customer("\"message\":{\"mid\":\"m1\",\"is_deleted\":true}")));

        // Then
        ChatMessage message = view.messages().getFirst();
        assertThat(view.messages()).hasSize(1);
        assertThat(text(message)).isEqualTo("Hello");
        assertThat(message.marks()).isEqualTo(new ChatMessage.Marks(Map.of(), false, true, 1));
    }

    @Test
    void marks_the_messages_of_the_other_side_as_seen() {
        // When
        Timeline.View view = Timeline.of(List.of(
                customer("\"message\":{\"mid\":\"m1\",\"text\":\"Hi\"}"),
                sent("m2", "{\"text\":\"Hello\"}"),
                customer("\"read\":{\"mid\":\"m2\"}"),
                sent("m3", "{\"text\":\"Still there?\"}")));

        // Then
        assertThat(view.messages())
                .extracting(message -> message.marks().seen())
                .containsExactly(false, true, false);
    }

    @Test
    void shows_typing_until_the_account_stops_or_sends() {
        Happening typing = acted("typing_on", "{}");

        assertThat(Timeline.of(List.of(typing)).typingSince()).isEqualTo(Optional.of(NOW));
        assertThat(Timeline.of(List.of(typing, acted("typing_off", "{}"))).typingSince())
                .isEmpty();
        assertThat(Timeline.of(List.of(typing, sent("m1", "{\"text\":\"Hi\"}"))).typingSince())
                .isEmpty();
    }

    @Test
    void shows_taps_on_buttons_and_comments_between_the_messages() {
        // When
        Timeline.View view = Timeline.of(
                List.of(
                        customer("\"postback\":{\"mid\":\"m1\",\"title\":\"Order\",\"payload\":\"O\"}"),
                        item(
                                "{\"field\":\"comments\",\"value\":{\"id\":\"c1\",\"text\":\"Nice\",\"from\":{\"id\":\"12345\"}}}")));

        // Then
        assertThat(view.messages()).extracting(ChatMessage::kind).containsExactly(Kind.POSTBACK, Kind.COMMENT);
        assertThat(view.messages()).extracting(ChatMessage::by).containsOnly(Side.CUSTOMER);
        assertThat(view.messages().getFirst().content().payload()).isEqualTo(Optional.of("O"));
    }

    private static String text(ChatMessage message) {
        return message.content().text().orElse("");
    }

    private static Happening customer(String member) {
        return item(
                "{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},%s}".formatted(CUSTOMER, ACCOUNT, member));
    }

    private static Happening account(String member) {
        return item(
                "{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},%s}".formatted(ACCOUNT, CUSTOMER, member));
    }

    private static Happening item(String item) {
        return new Happening.Item(ACCOUNT, CUSTOMER, NOW, json(item));
    }

    private static Happening sent(String mid, String message) {
        return new Happening.Sent(ACCOUNT, CUSTOMER, NOW, mid, json(message), json("{\"message\":" + message + "}"));
    }

    private static Happening acted(String action, String payload) {
        return new Happening.Acted(ACCOUNT, CUSTOMER, NOW, action, json(payload));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
