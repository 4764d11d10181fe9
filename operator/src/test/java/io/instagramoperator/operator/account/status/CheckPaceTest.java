package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At rest nothing is written, although Meta is asked every five minutes. */
class CheckPaceTest {

    private static final Instant CHECKED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant CHECKED_AGAIN = CHECKED.plusSeconds(300);
    private static final Instant CONFIGURED_BEFORE = CHECKED.minusSeconds(60);
    private static final InstagramAccountStatus LAST = status("ready", true, CHECKED);

    @Test
    void anotherCheckThatFindsTheSameIsNoNews() {
        // When
        InstagramAccountStatus settled = StatusPace.settle(
                LAST, status("ready", true, CHECKED_AGAIN), CONFIGURED_BEFORE, CHECKED_AGAIN.plusSeconds(30));

        // Then
        assertThat(settled).isEqualTo(LAST);
    }

    static Stream<Arguments> worthAWrite() {
        InstagramAccountStatus again = status("ready", true, CHECKED_AGAIN);
        return Stream.of(
                arguments("the first status", null, again, CONFIGURED_BEFORE, CHECKED_AGAIN),
                arguments("the first check", status("ready", null, null), again, CONFIGURED_BEFORE, CHECKED_AGAIN),
                arguments("the first check after a refresh", LAST, again, CHECKED.plusSeconds(1), CHECKED_AGAIN),
                arguments("a day", LAST, again, CONFIGURED_BEFORE, CHECKED.plus(Duration.ofHours(25))),
                arguments("other news", LAST, status("full", true, CHECKED_AGAIN), CONFIGURED_BEFORE, CHECKED_AGAIN),
                arguments(
                        "another finding",
                        LAST,
                        status("ready", false, CHECKED_AGAIN),
                        CONFIGURED_BEFORE,
                        CHECKED_AGAIN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void worthAWrite(
            String why,
            @Nullable InstagramAccountStatus last,
            InstagramAccountStatus current,
            Instant configWritten,
            Instant now) {
        assertThat(StatusPace.settle(last, current, configWritten, now)).isEqualTo(current);
    }

    private static InstagramAccountStatus status(
            String message, @Nullable Boolean registered, @Nullable Instant checkedAt) {
        return new InstagramAccountStatus(
                1L,
                "acme",
                "https://hooks.example.com/webhooks/social/acme",
                null,
                null,
                null,
                null,
                null,
                null,
                new WebhookStatus(registered, List.of("messages"), checkedAt),
                null,
                null,
                List.of(new Condition("2026-11-23T09:00:00Z", message, 1L, "Ready", "True", "Ready")));
    }
}
