package io.instagramoperator.operator.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Clock AT_TEN = Clock.fixed(Instant.parse("2026-11-23T10:00:00.123Z"), ZoneOffset.UTC);
    private static final Clock AT_ELEVEN = Clock.fixed(Instant.parse("2026-11-23T11:00:00Z"), ZoneOffset.UTC);

    @Test
    void aNewConditionBeginsNow() {
        // When
        List<Condition> conditions =
                Conditions.of(Map.of(ConditionType.READY, starting("creating")), List.of(), 3, AT_TEN);

        // Then
        assertThat(conditions)
                .containsExactly(new Condition("2026-11-23T10:00:00Z", "creating", 3L, "Starting", "False", "Ready"));
    }

    @Test
    void theTimeStaysWhileOnlyReasonMessageOrGenerationChange() {
        // Given
        List<Condition> last = Conditions.of(Map.of(ConditionType.READY, starting("creating")), List.of(), 3, AT_TEN);

        // When
        List<Condition> conditions = Conditions.of(
                Map.of(ConditionType.READY, Verdict.isFalse(ConditionReason.STORE_FULL, "full")), last, 4, AT_ELEVEN);

        // Then
        assertThat(conditions)
                .containsExactly(new Condition("2026-11-23T10:00:00Z", "full", 4L, "StoreFull", "False", "Ready"));
    }

    @Test
    void theTimeMovesWithTheStatus() {
        // Given
        List<Condition> last = Conditions.of(Map.of(ConditionType.READY, starting("creating")), List.of(), 3, AT_TEN);

        // When
        List<Condition> conditions = Conditions.of(
                Map.of(ConditionType.READY, Verdict.isTrue(ConditionType.READY, "ready")), last, 3, AT_ELEVEN);

        // Then
        assertThat(conditions)
                .containsExactly(new Condition("2026-11-23T11:00:00Z", "ready", 3L, "Ready", "True", "Ready"));
    }

    @Test
    void aConditionThatNoLongerAppliesGoes() {
        // Given
        List<Condition> last = Conditions.of(
                Map.of(ConditionType.STALLED, Verdict.isTrue(ConditionReason.STORE_FULL, "full")),
                List.of(),
                3,
                AT_TEN);

        // When
        List<Condition> conditions = Conditions.of(Map.of(), last, 3, AT_ELEVEN);

        // Then
        assertThat(conditions).isEmpty();
    }

    private static Verdict starting(String message) {
        return Verdict.isFalse(ConditionReason.STARTING, message);
    }
}
