package io.instagramoperator.operator.app.status;

import static io.instagramoperator.crds.app.ConditionReason.AWAITING_GATEWAY;
import static io.instagramoperator.crds.app.ConditionReason.CALLBACK_TAKEN;
import static io.instagramoperator.crds.app.ConditionReason.GATEWAY_API_MISSING;
import static io.instagramoperator.crds.app.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.app.ConditionReason.PATH_TAKEN;
import static io.instagramoperator.crds.app.ConditionReason.SECRET_EMPTY;
import static io.instagramoperator.crds.app.ConditionReason.SECRET_KEY_MISSING;
import static io.instagramoperator.crds.app.ConditionReason.SECRET_NOT_FOUND;
import static io.instagramoperator.crds.app.ConditionType.ACCEPTED;
import static io.instagramoperator.crds.app.ConditionType.CREDENTIALS_READY;
import static io.instagramoperator.crds.app.ConditionType.EXPOSED;
import static io.instagramoperator.crds.app.ConditionType.GATEWAY_READY;
import static io.instagramoperator.crds.app.ConditionType.READY;
import static io.instagramoperator.crds.app.ConditionType.RECONCILING;
import static io.instagramoperator.crds.app.ConditionType.STALLED;
import static io.instagramoperator.crds.app.ConditionType.SUBSCRIBED;

import io.instagramoperator.crds.app.ConditionReason;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.operator.app.desired.AppSecrets;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.condition.Summary;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.container.CredentialsChecks;
import io.instagramoperator.operator.exposure.ExposedChecks;
import io.instagramoperator.operator.identity.Identity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The verdicts on all conditions. Five are judged; Ready, Reconciling and Stalled only follow from them. */
final class Verdicts {

    /** Reasons that no waiting cures. */
    private static final Set<ConditionReason> NEED_A_HUMAN = Set.of(
            INVALID_SPEC,
            SECRET_NOT_FOUND,
            SECRET_KEY_MISSING,
            SECRET_EMPTY,
            GATEWAY_API_MISSING,
            PATH_TAKEN,
            CALLBACK_TAKEN);

    private Verdicts() {}

    /** All verdicts, in the order of {@link ConditionType}. */
    static Map<ConditionType, Verdict> of(Situation situation) {
        Map<ConditionType, Verdict> all = new EnumMap<>(ConditionType.class);
        all.put(ACCEPTED, accepted(situation));
        all.put(CREDENTIALS_READY, credentials(situation));
        all.put(GATEWAY_READY, GatewayChecks.verdict(situation));
        all.put(EXPOSED, exposed(situation));
        all.put(SUBSCRIBED, CallbackChecks.verdict(situation));
        Summary summary = summary(situation, Summary.obstacle(all.values()));
        all.put(READY, summary.ready());
        all.put(RECONCILING, summary.reconciling());
        summary.stalled().ifPresent(verdict -> all.put(STALLED, verdict));
        return Collections.unmodifiableMap(all);
    }

    private static Summary summary(Situation situation, Optional<Verdict> obstacle) {
        if (situation.app().isMarkedForDeletion()) {
            return Summary.leaving(
                    situation.app(),
                    Farewell.waitingFor(situation, obstacle.map(Verdict::message)),
                    Farewell.forHuman(situation).or(() -> obstacle.filter(Verdicts::needsAHuman)));
        }
        return obstacle.map(verdict -> Summary.notReady(situation.app(), verdict, needsAHuman(verdict)))
                .orElseGet(() -> Summary.ready(
                        situation.app(),
                        "Webhooks arrive at " + situation.blueprint().callbackUrl()
                                + " and are passed on to the receivers of the accounts"));
    }

    private static Verdict accepted(Situation situation) {
        return ChildFailure.ofSpec(situation.failures())
                .map(message -> Verdict.isFalse(INVALID_SPEC, message))
                .orElseGet(() -> Verdict.isTrue(ACCEPTED, "The spec can be acted on"));
    }

    /** Of the pods the one that lacks something. */
    private static Verdict credentials(Situation situation) {
        var verdicts = situation.reports().stream()
                .map(report -> CredentialsChecks.verdict(
                        situation.namespace(),
                        AppSecrets.of(situation.app().getSpec()),
                        report,
                        Verdict.unknown(
                                AWAITING_GATEWAY,
                                "The gateway has not reported yet on all Secrets that the spec names")))
                .toList();
        return Summary.obstacle(verdicts)
                .or(() -> verdicts.stream().findFirst())
                .orElseGet(() -> situation.unheard(CREDENTIALS_READY));
    }

    private static Verdict exposed(Situation situation) {
        return new ExposedChecks(
                        situation.exposure(),
                        situation.failures(),
                        situation.app(),
                        situation.name(),
                        Identity.GATEWAY.process())
                .verdict();
    }

    private static boolean needsAHuman(Verdict verdict) {
        return NEED_A_HUMAN.stream().anyMatch(verdict::hasReason);
    }
}
