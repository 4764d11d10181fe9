package io.instagramoperator.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which unknown accounts are written to the log: each once, and not so many that a routing table that is missing fills it. */
class ToldAccountsTest {

    private final UnknownAccounts accounts = new UnknownAccounts(Clock.systemUTC());

    @Test
    void tellsEachOnce() {
        assertThat(accounts.add("7")).isTrue();
        assertThat(accounts.add("7")).isFalse();
        assertThat(accounts.add("8")).isTrue();
    }

    @Test
    void tellsNoMoreThanAreRemembered() {
        // When
        long told = IntStream.range(0, 10_000)
                .filter(i -> accounts.add(String.valueOf(i % 500)))
                .count();

        // Then
        assertThat(told).isEqualTo(UnknownAccounts.MOST);
    }
}
