package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.CALLBACK_TAKEN;
import static io.instagramoperator.crds.account.ConditionReason.DELETING;
import static io.instagramoperator.crds.account.ConditionReason.DUPLICATE_INSTAGRAM_ID;
import static io.instagramoperator.crds.account.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.account.ConditionReason.MESSAGE_ACCESS_OFF;
import static io.instagramoperator.crds.account.ConditionReason.PAUSED;
import static io.instagramoperator.crds.account.ConditionReason.PERMISSION_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.SECRET_EMPTY;
import static io.instagramoperator.crds.account.ConditionReason.SECRET_KEY_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.SECRET_NOT_FOUND;
import static io.instagramoperator.crds.account.ConditionReason.STORE_FULL;
import static io.instagramoperator.crds.account.ConditionReason.TOKEN_EXPIRED;
import static io.instagramoperator.crds.account.ConditionReason.TOKEN_REVOKED;
import static io.instagramoperator.crds.account.ConditionReason.WRONG_ACCOUNT;
import static io.instagramoperator.crds.account.ConditionType.ACCEPTED;
import static io.instagramoperator.crds.account.ConditionType.CREDENTIALS_READY;
import static io.instagramoperator.crds.account.ConditionType.DELIVERING;
import static io.instagramoperator.crds.account.ConditionType.READY;
import static io.instagramoperator.crds.account.ConditionType.RECEIVER_READY;
import static io.instagramoperator.crds.account.ConditionType.RECONCILING;
import static io.instagramoperator.crds.account.ConditionType.STALLED;
import static io.instagramoperator.crds.account.ConditionType.SUBSCRIBED;
import static io.instagramoperator.crds.account.ConditionType.TOKEN_VALID;

import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.operator.account.desired.AccountAnnotations;
import io.instagramoperator.operator.account.desired.CallbackUrl;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.condition.Verdict.Status;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The verdicts on all conditions. Six are judged; Ready, Reconciling and Stalled only follow from them. */
final class Verdicts {

    /** Reasons that no waiting cures. */
    private static final Set<ConditionReason> NEED_A_HUMAN = Set.of(
            DUPLICATE_INSTAGRAM_ID,
            INVALID_SPEC,
            SECRET_NOT_FOUND,
            SECRET_KEY_MISSING,
            SECRET_EMPTY,
            STORE_FULL,
            CALLBACK_TAKEN,
            MESSAGE_ACCESS_OFF,
            TOKEN_EXPIRED,
            TOKEN_REVOKED,
            PERMISSION_MISSING,
            WRONG_ACCOUNT);

    private Verdicts() {}

    /** All verdicts, in the order of {@link ConditionType}. */
    static Map<ConditionType, Verdict> of(Situation situation) {
        Map<ConditionType, Verdict> judged = new EnumMap<>(ConditionType.class);
        judged.put(ACCEPTED, AcceptedChecks.verdict(situation));
        judged.put(CREDENTIALS_READY, CredentialsChecks.verdict(situation));
        judged.put(RECEIVER_READY, ReceiverChecks.verdict(situation));
        judged.put(SUBSCRIBED, SubscriptionChecks.verdict(situation));
        judged.put(TOKEN_VALID, TokenChecks.verdict(situation));
        Optional<Verdict> obstacle = obstacle(judged);
        Map<ConditionType, Verdict> all = new EnumMap<>(judged);
        // Not an obstacle: an application that is down is no fault of the account.
        all.put(DELIVERING, DeliveringChecks.verdict(situation));
        all.putAll(
                situation.account().isMarkedForDeletion()
                        ? whileDeleting(situation, obstacle)
                        : obstacle.map(verdict -> whileNotReady(situation, verdict))
                                .orElseGet(() -> whenReady(situation)));
        return Collections.unmodifiableMap(all);
    }

    /** The first verdict that is false: it is certain. Only when there is none, the first that is unknown, which may be only a consequence. */
    private static Optional<Verdict> obstacle(Map<ConditionType, Verdict> judged) {
        return first(judged, Status.FALSE).or(() -> first(judged, Status.UNKNOWN));
    }

    private static Optional<Verdict> first(Map<ConditionType, Verdict> judged, Status status) {
        return judged.values().stream()
                .filter(verdict -> verdict.status() == status)
                .findFirst();
    }

    private static Map<ConditionType, Verdict> whenReady(Situation situation) {
        return Map.of(
                READY,
                Verdict.isTrue(
                        READY, "Webhooks arrive at " + CallbackUrl.of(situation.account()) + " and replies can go out"),
                RECONCILING,
                situation.paused() ? paused(situation) : Verdict.isFalse(READY, "The spec is in force"));
    }

    private static Map<ConditionType, Verdict> whileNotReady(Situation situation, Verdict obstacle) {
        if (situation.paused()) {
            return Map.of(READY, obstacle, RECONCILING, paused(situation));
        }
        if (needsAHuman(obstacle)) {
            return Map.of(
                    READY, obstacle,
                    RECONCILING,
                            new Verdict(
                                    Status.FALSE,
                                    obstacle.reason(),
                                    "Waits for somebody to act, see condition Stalled"),
                    STALLED, new Verdict(Status.TRUE, obstacle.reason(), obstacle.message()));
        }
        return Map.of(READY, obstacle, RECONCILING, new Verdict(Status.TRUE, obstacle.reason(), obstacle.message()));
    }

    private static Map<ConditionType, Verdict> whileDeleting(Situation situation, Optional<Verdict> obstacle) {
        String message = Farewell.waitingFor(situation, obstacle.map(Verdict::message));
        Verdict notReady = Verdict.isFalse(DELETING, message);
        Optional<Verdict> forHuman = obstacle.filter(Verdicts::needsAHuman);
        if (situation.paused() || forHuman.isPresent()) {
            String reason = forHuman.map(Verdict::reason).orElse(PAUSED.reason());
            return Map.of(
                    READY,
                    notReady,
                    RECONCILING,
                    Verdict.isFalse(DELETING, "Waits for somebody to act, see condition Stalled"),
                    STALLED,
                    new Verdict(Status.TRUE, reason, message));
        }
        return Map.of(READY, notReady, RECONCILING, Verdict.isTrue(DELETING, message));
    }

    private static Verdict paused(Situation situation) {
        return Verdict.isFalse(
                PAUSED,
                "Annotation " + AccountAnnotations.PAUSED
                        + " is \"true\": the receiver goes on and its objects are left as they are. To resume: "
                        + Kubectl.removeAnnotation(situation.account(), AccountAnnotations.PAUSED));
    }

    private static boolean needsAHuman(Verdict verdict) {
        return NEED_A_HUMAN.stream().anyMatch(verdict::hasReason);
    }
}
