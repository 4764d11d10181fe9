package io.instagramoperator.receiver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyWindowTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void closesADayAfterTheCustomerWroteAndForPeopleAfterSeven() {
        // Given
        ReplyWindow window = new ReplyWindow(WRITTEN);

        // Then
        assertThat(window.closesAt()).isEqualTo("2026-11-25T08:00:00Z");
        assertThat(window.humanAgentUntil()).isEqualTo("2026-12-01T08:00:00Z");
    }

    @ParameterizedTest(name = "{0} after the message: open {1}, for people {2}")
    @CsvSource({
        "PT0S,           true,  true",
        "PT23H59M59.999S, true, true",
        "PT24H,          false, true",
        "PT167H59M59.999S, false, true",
        "PT168H,         false, false",
        "PT10000H,       false, false"
    })
    void isOpenUpToItsEnd(Duration later, boolean open, boolean openForPeople) {
        // Given
        ReplyWindow window = new ReplyWindow(WRITTEN);

        // Then
        assertThat(window.isOpen(WRITTEN.plus(later))).isEqualTo(open);
        assertThat(window.isOpenForPeople(WRITTEN.plus(later))).isEqualTo(openForPeople);
    }
}
