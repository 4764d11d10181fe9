package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Item;
import org.junit.jupiter.api.Test;

/** Protects all that came with an item from a mistake of ours that only this item shows. */
class NotNormalisedTest {

    @Test
    void keepsTheItemAsItIs() {
        // Given
        Item item = item("{\"message\":{\"mid\":\"m1\",\"text\":\"Hello\"}}");

        // When
        Normalised kept = failed(item);

        // Then
        assertThat(kept.unknown()).contains(UnknownReason.NOT_NORMALISED);
        assertThat(kept.event().event()).isEqualTo("unknown");
        assertThat(kept.event().raw()).contains(item.raw());
        assertThat(kept.event().received()).isEqualTo(GoldenCase.RECEIVED_AT);
        JsonNode data = GoldenCase.exactly(kept.event().data().text());
        assertThat(data.path("reason").asText()).isEqualTo("not_normalised");
        assertThat(data.path("raw").path("bytes").asInt()).isEqualTo(item.raw().length());
    }

    @Test
    void isTheSameEventWhenItComesAgainAndAnotherForAnotherItem() {
        // Given
        Item item = item("{\"message\":{\"mid\":\"m1\"}}");
        Item again = item("{\"message\":{\"mid\":\"m1\"}}");
        Item other = item("{\"message\":{\"mid\":\"m2\"}}");

        // When // Then
        assertThat(failed(item).event().id())
                .isEqualTo(failed(again).event().id())
                .isNotEqualTo(failed(other).event().id());
    }

    private static Normalised failed(Item item) {
        return Normaliser.orRaw(
                        () -> {
                            throw new IllegalStateException("Hello");
                        },
                        item,
                        GoldenCase.ACCOUNT,
                        GoldenCase.RECEIVED_AT)
                .orElseThrow();
    }

    private static Item item(String json) {
        String body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"17\",\"messaging\":[" + json + "]}]}";
        return (Item) Delivery.read(body.getBytes(UTF_8)).getFirst();
    }
}
