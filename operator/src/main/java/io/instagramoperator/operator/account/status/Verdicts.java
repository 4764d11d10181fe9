package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.APP_NOT_FOUND;
import static io.instagramoperator.crds.account.ConditionReason.AWAITING_RECEIVER;
import static io.instagramoperator.crds.account.ConditionReason.CALLBACK_TAKEN;
import static io.instagramoperator.crds.account.ConditionReason.CLUSTER_ONLY;
import static io.instagramoperator.crds.account.ConditionReason.DUPLICATE_INSTAGRAM_ID;
import static io.instagramoperator.crds.account.ConditionReason.GATEWAY_API_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.account.ConditionReason.MESSAGE_ACCESS_OFF;
import static io.instagramoperator.crds.account.ConditionReason.PATH_TAKEN;
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
import static io.instagramoperator.crds.account.ConditionType.EXPOSED;
import static io.instagramoperator.crds.account.ConditionType.READY;
import static io.instagramoperator.crds.account.ConditionType.RECEIVER_READY;
import static io.instagramoperator.crds.account.ConditionType.RECONCILING;
import static io.instagramoperator.crds.account.ConditionType.STALLED;
import static io.instagramoperator.crds.account.ConditionType.SUBSCRIBED;
import static io.instagramoperator.crds.account.ConditionType.TOKEN_VALID;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.operator.account.desired.DesiredDeployment;
import io.instagramoperator.operator.account.desired.SecretReferences;
import io.instagramoperator.operator.condition.Summary;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.container.CredentialsChecks;
import io.instagramoperator.operator.exposure.ExposedChecks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The verdicts on all conditions. Seven are judged; Ready, Reconciling and Stalled only follow from them. */
final class Verdicts {

    /** Reasons that no waiting cures. */
    private static final Set<ConditionReason> NEED_A_HUMAN = Set.of(
            DUPLICATE_INSTAGRAM_ID,
            APP_NOT_FOUND,
            INVALID_SPEC,
            SECRET_NOT_FOUND,
            SECRET_KEY_MISSING,
            SECRET_EMPTY,
            STORE_FULL,
            GATEWAY_API_MISSING,
            PATH_TAKEN,
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
        judged.put(CREDENTIALS_READY, credentials(situation));
        judged.put(RECEIVER_READY, ReceiverChecks.verdict(situation));
        judged.put(EXPOSED, exposed(situation));
        judged.put(SUBSCRIBED, SubscriptionChecks.verdict(situation));
        judged.put(TOKEN_VALID, TokenChecks.verdict(situation));
        Summary summary = summary(situation, Summary.obstacle(judged.values()));
        Map<ConditionType, Verdict> all = new EnumMap<>(judged);
        // Not an obstacle: an application that is down is no fault of the account.
        all.put(DELIVERING, DeliveringChecks.verdict(situation));
        all.put(READY, summary.ready());
        all.put(RECONCILING, summary.reconciling());
        summary.stalled().ifPresent(verdict -> all.put(STALLED, verdict));
        return Collections.unmodifiableMap(all);
    }

    private static Summary summary(Situation situation, Optional<Verdict> obstacle) {
        if (situation.account().isMarkedForDeletion()) {
            return Summary.leaving(
                    situation.account(),
                    Farewell.waitingFor(situation, obstacle.map(Verdict::message)),
                    obstacle.filter(Verdicts::needsAHuman));
        }
        return obstacle.map(verdict -> Summary.notReady(situation.account(), verdict, needsAHuman(verdict)))
                .orElseGet(() -> Summary.ready(
                        situation.account(),
                        "Webhooks arrive at " + situation.callbackUrl() + " and replies can go out"));
    }

    static Verdict credentials(Situation situation) {
        return situation
                .report()
                .map(report -> CredentialsChecks.verdict(
                        situation.namespace(),
                        SecretReferences.of(situation.account()),
                        report,
                        Verdict.unknown(
                                AWAITING_RECEIVER,
                                "The receiver has not reported yet on all Secrets that the spec names")))
                .orElseGet(() -> situation.unheard(CREDENTIALS_READY));
    }

    static Verdict exposed(Situation situation) {
        return situation
                .apps()
                .inUse()
                .map(AppInUse::name)
                .filter(_ -> situation.exposure().webhook().host() == null)
                .map(app -> Verdict.isTrue(
                        CLUSTER_ONLY,
                        "No route is asked for: the gateway of MetaApp " + app
                                + " takes the webhooks and passes them on to Service " + situation.receiverName()))
                .orElseGet(() -> exposedByItself(situation));
    }

    private static Verdict exposedByItself(Situation situation) {
        return new ExposedChecks(
                        situation.exposure(),
                        situation.failures(),
                        situation.account(),
                        situation.receiverName(),
                        DesiredDeployment.CONTAINER)
                .verdict();
    }

    private static boolean needsAHuman(Verdict verdict) {
        return NEED_A_HUMAN.stream().anyMatch(verdict::hasReason);
    }
}
