package io.instagramoperator.operator.condition;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.instagramoperator.crds.ConditionName;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one place where conditions are made. */
public final class Conditions {

    /** The most that metav1.Condition allows. */
    private static final int LONGEST_MESSAGE = 32_768;

    private Conditions() {}

    /** Conditions of the verdicts, each with the time at which its status, not its reason, became what it is (Kubernetes API conventions). */
    public static List<Condition> of(
            Map<? extends ConditionName, Verdict> verdicts, List<Condition> last, long generation, Clock clock) {
        return verdicts.entrySet().stream()
                .map(entry -> condition(entry.getKey(), entry.getValue(), last, generation, clock))
                .toList();
    }

    /** What a condition has said last, if it was about this generation of the spec. */
    public static Optional<Verdict> last(List<Condition> conditions, ConditionName type, long generation) {
        return conditions.stream()
                .filter(condition -> type.type().equals(condition.getType()))
                .filter(condition -> Long.valueOf(generation).equals(condition.getObservedGeneration()))
                .findFirst()
                .map(Verdict::of);
    }

    private static Condition condition(
            ConditionName type, Verdict verdict, List<Condition> last, long generation, Clock clock) {
        return new ConditionBuilder()
                .withType(type.type())
                .withStatus(verdict.status().value())
                .withReason(verdict.reason())
                .withMessage(shortened(verdict.message()))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since(type, verdict, last, clock))
                .build();
    }

    private static String since(ConditionName type, Verdict verdict, List<Condition> last, Clock clock) {
        return last.stream()
                .filter(condition -> type.type().equals(condition.getType())
                        && verdict.status().value().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
