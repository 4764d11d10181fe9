package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.status.WritePace.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPaceTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant AFTER_20_S = WRITTEN.plusSeconds(20);
    private static final Instant AFTER_60_S = WRITTEN.plusSeconds(60);
    private static final Instant EVENT = Instant.parse("2026-11-23T09:59:59Z");
    private static final Instant NEXT_EVENT = Instant.parse("2026-11-23T10:00:15Z");

    @Test
    void theFirstStatusIsWritten() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(null, status("ready", EVENT), Instant.EPOCH, WRITTEN);

        // Then
        assertThat(decision).isEqualTo(new Decision<>(Optional.of(status("ready", EVENT)), Optional.empty()));
    }

    @Test
    void anUnchangedStatusIsNeverWritten() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(status("ready", EVENT), status("ready", EVENT), WRITTEN, AFTER_60_S);

        // Then
        assertThat(decision).isEqualTo(new Decision<>(Optional.empty(), Optional.empty()));
    }

    @Test
    void aMovedTimeWaitsForTheMinute() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(status("ready", EVENT), status("ready", NEXT_EVENT), WRITTEN, AFTER_20_S);

        // Then
        assertThat(decision).isEqualTo(new Decision<>(Optional.empty(), Optional.of(Duration.ofSeconds(40))));
    }

    @Test
    void afterTheMinuteItIsWritten() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(status("ready", EVENT), status("ready", NEXT_EVENT), WRITTEN, AFTER_60_S);

        // Then
        assertThat(decision).isEqualTo(new Decision<>(Optional.of(status("ready", NEXT_EVENT)), Optional.empty()));
    }

    @Test
    void newsIsWrittenAtOnceAndTakesNoMovedTimeAlong() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(status("ready", EVENT), status("full", NEXT_EVENT), WRITTEN, AFTER_20_S);

        // Then
        assertThat(decision)
                .isEqualTo(new Decision<>(Optional.of(status("full", EVENT)), Optional.of(Duration.ofSeconds(40))));
    }

    @Test
    void aTimeThatIsThereForTheFirstTimeIsNews() {
        // When
        Decision<InstagramAccountStatus> decision =
                StatusPace.decide(status("ready", null), status("ready", EVENT), WRITTEN, AFTER_20_S);

        // Then
        assertThat(decision).isEqualTo(new Decision<>(Optional.of(status("ready", EVENT)), Optional.empty()));
    }

    private static InstagramAccountStatus status(String message, @Nullable Instant time) {
        return new InstagramAccountStatus(
                1L,
                "acme",
                "https://hooks.example.com/webhooks/social/acme",
                null,
                null,
                null,
                null,
                time,
                null,
                new WebhookStatus(true, List.of("messages"), time),
                null,
                null,
                List.of(new Condition("2026-11-23T09:00:00Z", message, 1L, "Ready", "True", "Ready")));
    }
}
