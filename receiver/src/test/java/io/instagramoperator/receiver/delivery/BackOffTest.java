package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    @ParameterizedTest(name = "after {0} attempts between {1} and {2} ms")
    @CsvSource({
        "1,          500,    1000",
        "2,          1000,   2000",
        "3,          2000,   4000",
        "9,          128000, 256000",
        "10,         150000, 300000",
        "21,         150000, 300000",
        "22,         150000, 300000",
        "65,         150000, 300000",
        "2147483647, 150000, 300000",
    })
    void doublesUpToTheMostAndLeavesHalfOfItToChance(int attempts, long least, long most) {
        // Given
        Random random = new Random(7);

        // When
        var times = IntStream.range(0, 1_000)
                .mapToObj(_ -> BackOff.after(attempts, Duration.ofSeconds(1), Duration.ofMinutes(5), random))
                .toList();

        // Then
        assertThat(times).allSatisfy(time -> assertThat(time.toMillis()).isBetween(least, most));
        assertThat(times.stream().distinct().count()).isGreaterThan(100);
    }
}
