package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.crds.subscription.ConditionReason.ACCOUNT_NOT_FOUND;
import static io.instagramoperator.crds.subscription.ConditionReason.GONE;
import static io.instagramoperator.crds.subscription.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.subscription.ConditionReason.NO_ACCOUNT_MATCHES;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_EMPTY;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_INVALID;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_KEY_MISSING;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_NOT_FOUND;
import static io.instagramoperator.crds.subscription.ConditionReason.SUBSCRIPTION_SUSPENDED;
import static io.instagramoperator.crds.subscription.ConditionReason.TOO_MANY_SUBSCRIPTIONS;
import static io.instagramoperator.crds.subscription.ConditionType.ACCEPTED;
import static io.instagramoperator.crds.subscription.ConditionType.DELIVERING;
import static io.instagramoperator.crds.subscription.ConditionType.READY;
import static io.instagramoperator.crds.subscription.ConditionType.RECONCILING;
import static io.instagramoperator.crds.subscription.ConditionType.STALLED;

import io.instagramoperator.crds.subscription.ConditionReason;
import io.instagramoperator.crds.subscription.ConditionType;
import io.instagramoperator.operator.condition.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The verdicts on all conditions. Two are judged; Ready, Reconciling and Stalled only follow from them. */
final class Verdicts {

    /** Reasons that no waiting cures. */
    private static final Set<ConditionReason> NEED_A_HUMAN = Set.of(
            INVALID_SPEC,
            ACCOUNT_NOT_FOUND,
            NO_ACCOUNT_MATCHES,
            TOO_MANY_SUBSCRIPTIONS,
            SECRET_NOT_FOUND,
            SECRET_KEY_MISSING,
            SECRET_EMPTY,
            SECRET_INVALID,
            GONE);

    private Verdicts() {}

    /** All verdicts, in the order of {@link ConditionType}. */
    static Map<ConditionType, Verdict> of(Situation situation) {
        Verdict accepted = AcceptedChecks.verdict(situation);
        Verdict delivering = DeliveringChecks.verdict(situation, accepted);
        Map<ConditionType, Verdict> all = new EnumMap<>(ConditionType.class);
        all.put(ACCEPTED, accepted);
        all.put(DELIVERING, delivering);
        all.putAll(accepted.isTrue() && delivering.isTrue() ? whenReady() : whileNotReady(accepted, delivering));
        return Collections.unmodifiableMap(all);
    }

    private static Map<ConditionType, Verdict> whenReady() {
        return Map.of(
                READY, Verdict.isTrue(READY, "Events are delivered as they arrive"),
                RECONCILING, Verdict.isFalse(READY, "The spec is in force"));
    }

    private static Map<ConditionType, Verdict> whileNotReady(Verdict accepted, Verdict delivering) {
        Verdict obstacle = accepted.isTrue() ? delivering : accepted;
        if (NEED_A_HUMAN.stream().anyMatch(obstacle::hasReason)) {
            return Map.of(
                    READY, obstacle,
                    RECONCILING,
                            new Verdict(
                                    Verdict.Status.FALSE,
                                    obstacle.reason(),
                                    "Waits for somebody to act, see condition Stalled"),
                    STALLED, new Verdict(Verdict.Status.TRUE, obstacle.reason(), obstacle.message()));
        }
        boolean working = !obstacle.hasReason(SUBSCRIPTION_SUSPENDED);
        return Map.of(
                READY,
                obstacle,
                RECONCILING,
                new Verdict(
                        working ? Verdict.Status.TRUE : Verdict.Status.FALSE, obstacle.reason(), obstacle.message()));
    }
}
