package io.instagramoperator.receiver.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Update;
import io.instagramoperator.receiver.event.Normaliser;
import io.instagramoperator.receiver.event.UnknownReason;
import io.instagramoperator.receiver.log.Event;
import java.time.Instant;
import java.util.Optional;

/** Whatever Meta sends: each update is one event, always the same, and JSON that any reader can take. */
class NormaliserFuzzTest {

    private static final String ACCOUNT = "17841405822304914";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** What an event has beside what its update says. */
    private static final int BYTES_AROUND = 1_000;

    /** A byte that is no UTF-8 is shown as a character of 3 bytes, a control character as an escape of 6. */
    private static final int MOST_GROWTH = 6;

    @FuzzTest(maxDuration = "30s")
    void givesEachUpdateOneForm(byte[] body) {
        for (Update update : Delivery.read(body)) {
            Normaliser.normalise(update, ACCOUNT, NOW).ifPresent(normalised -> {
                assertThat(normalised.unknown()).isNotEqualTo(Optional.of(UnknownReason.NOT_NORMALISED));
                check(normalised.event(), update);
            });
            assertThat(Normaliser.normalise(update, ACCOUNT, NOW))
                    .isEqualTo(Normaliser.normalise(update, ACCOUNT, NOW));
        }
    }

    private static void check(Event event, Update update) {
        JsonNode data = json(event.data().text());

        assertThat(data.path("event").textValue()).isEqualTo(event.event());
        assertThat(event.raw()).contains(update.raw());
        assertThat(event.id()).matches("[a-z_-]+-[A-Za-z0-9_-]{22}");
        assertThat(event.data().length())
                .isLessThanOrEqualTo(BYTES_AROUND + MOST_GROWTH * update.raw().length());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("applications could not read it", e);
        }
    }
}
