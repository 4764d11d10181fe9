package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.operator.subscription.status.Situations.failing;
import static io.instagramoperator.operator.subscription.status.Situations.report;
import static io.instagramoperator.operator.subscription.status.Situations.reporting;
import static io.instagramoperator.operator.subscription.status.Situations.waiting;
import static io.instagramoperator.operator.subscription.status.Situations.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.subscription.AccountDelivery;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.status.WritePace.Decision;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusPaceTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant AFTER_20_S = WRITTEN.plusSeconds(20);
    private static final Instant AFTER_60_S = WRITTEN.plusSeconds(60);
    private static final Clock CLOCK = Clock.fixed(WRITTEN, ZoneOffset.UTC);

    private final EventSubscriptionStatus well = status(reporting(well()));

    @Test
    void theFirstStatusIsWritten() {
        assertThat(StatusPace.decide(null, well, Instant.EPOCH, WRITTEN))
                .isEqualTo(new Decision<>(Optional.of(well), Optional.empty()));
    }

    @Test
    void anUnchangedStatusIsNeverWritten() {
        assertThat(StatusPace.decide(well, status(reporting(well())), WRITTEN, AFTER_60_S))
                .isEqualTo(new Decision<>(Optional.empty(), Optional.empty()));
    }

    @Test
    void movedNumbersWaitForTheMinute() {
        // Given
        EventSubscriptionStatus busy = status(reporting(waiting(10)));

        // When / Then
        assertThat(StatusPace.decide(well, busy, WRITTEN, AFTER_20_S))
                .isEqualTo(new Decision<>(Optional.empty(), Optional.of(Duration.ofSeconds(40))));
        assertThat(StatusPace.decide(well, busy, WRITTEN, AFTER_60_S))
                .isEqualTo(new Decision<>(Optional.of(busy), Optional.empty()));
    }

    @Test
    void newsIsWrittenAtOnceAndTakesNoMovedNumbersAlong() {
        // When
        Decision<EventSubscriptionStatus> decision =
                StatusPace.decide(well, status(reporting(failing("Tls"))), WRITTEN, AFTER_20_S);

        // Then
        assertThat(decision.write()).hasValueSatisfying(status -> {
            assertThat(status.backlog()).isZero();
            assertThat(status.accounts()).extracting(AccountDelivery::breaker).containsExactly("Open");
            assertThat(status.conditions())
                    .anySatisfy(condition -> assertThat(condition.getReason()).isEqualTo("EndpointFailing"));
        });
        assertThat(decision.again()).contains(Duration.ofSeconds(40));
    }

    @Test
    void theChangingWordsOfAFailingEndpointWaitToo() {
        // Given
        EventSubscriptionStatus first = status(reporting(failing("Status", "it answers 500")));
        EventSubscriptionStatus second = status(reporting(failing("Status", "it answers 502")));

        // When / Then
        assertThat(StatusPace.decide(first, second, WRITTEN, AFTER_20_S))
                .isEqualTo(new Decision<>(Optional.empty(), Optional.of(Duration.ofSeconds(40))));
        assertThat(StatusPace.decide(first, second, WRITTEN, AFTER_60_S))
                .isEqualTo(new Decision<>(Optional.of(second), Optional.empty()));
    }

    @Test
    void anAccountThatIsThereForTheFirstTimeIsNews() {
        // Given
        EventSubscriptionStatus two = status(Situations.of(EventSubscriptions.withAllSecrets())
                .account("acme", report(well()))
                .account("globex", report(waiting(10)))
                .build());

        // When / Then
        assertThat(StatusPace.decide(well, two, WRITTEN, AFTER_20_S))
                .isEqualTo(new Decision<>(Optional.of(two), Optional.empty()));
    }

    private static EventSubscriptionStatus status(Situation situation) {
        return StatusReport.of(situation, CLOCK);
    }
}
