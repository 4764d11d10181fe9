package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2025-05-14T14:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            1                             | PT1S
            ' 120 '                       | PT2M
            3600                          | PT1H
            3601                          | PT1H
            999999999                     | PT1H
            99999999999999999999          | PT1H
            Wed, 14 May 2025 14:00:30 GMT | PT30S
            Thu, 15 May 2025 14:00:00 GMT | PT1H
            """, delimiter = '|')
    void isSecondsOrADateAndNeverOverAnHour(String value, Duration wait) {
        // When // Then
        assertThat(RetryAfter.of(value, NOW)).isEqualTo(Optional.of(wait));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "1.5",
                "soon",
                "Wed, 14 May 2025 14:00:00 GMT",
                "Wed, 14 May 2025 13:59:59 GMT",
                "2025-05-14T15:00:00Z",
                "١٢"
            })
    void isNothingIfItIsNeitherOrPast(String value) {
        // When // Then
        assertThat(RetryAfter.of(value, NOW)).isEmpty();
    }
}
