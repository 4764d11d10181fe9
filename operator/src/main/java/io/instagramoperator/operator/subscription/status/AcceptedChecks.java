package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.crds.subscription.ConditionReason.ACCOUNT_NOT_FOUND;
import static io.instagramoperator.crds.subscription.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.subscription.ConditionReason.NO_ACCOUNT_MATCHES;
import static io.instagramoperator.crds.subscription.ConditionReason.TOO_MANY_SUBSCRIPTIONS;
import static io.instagramoperator.crds.subscription.ConditionType.ACCEPTED;

import io.instagramoperator.crds.subscription.AccountRef;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.subscription.desired.InForce;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Can the spec be acted on? */
final class AcceptedChecks {

    private AcceptedChecks() {}

    static Verdict verdict(Situation situation) {
        return Stream.<Supplier<Optional<Verdict>>>of(
                        () -> invalid(situation), () -> withoutAccount(situation), () -> crowdedOut(situation))
                .flatMap(check -> check.get().stream())
                .findFirst()
                .orElseGet(
                        () -> Verdict.isTrue(ACCEPTED, "The spec can be acted on: it matches " + matched(situation)));
    }

    private static Optional<Verdict> invalid(Situation situation) {
        return SinkUrl.objection(situation.subscription()).map(objection -> Verdict.isFalse(INVALID_SPEC, objection));
    }

    private static Optional<Verdict> withoutAccount(Situation situation) {
        if (!situation.accounts().isEmpty()) {
            return Optional.empty();
        }
        AccountRef ref = situation.subscription().getSpec().accountRef();
        return Optional.of(
                ref != null
                        ? Verdict.isFalse(
                                ACCOUNT_NOT_FOUND,
                                "InstagramAccount " + ref.name() + " (spec.accountRef.name) is not in namespace "
                                        + situation.namespace() + ". Create it or correct the name; there are: "
                                        + Kubectl.accounts(situation.namespace()))
                        : Verdict.isFalse(
                                NO_ACCOUNT_MATCHES,
                                "No InstagramAccount of namespace " + situation.namespace()
                                        + " has the labels of spec.accountSelector. Label one or correct the selector; there are: "
                                        + Kubectl.accounts(situation.namespace()) + " --show-labels"));
    }

    private static Optional<Verdict> crowdedOut(Situation situation) {
        return situation.accounts().stream()
                .filter(MatchedAccount::crowdedOut)
                .findFirst()
                .map(account -> Verdict.isFalse(
                        TOO_MANY_SUBSCRIPTIONS,
                        "InstagramAccount " + account.name() + " has over " + InForce.MOST
                                + " subscriptions, and only the first " + InForce.MOST
                                + " by name are in force, without this one. Delete some of them"));
    }

    private static String matched(Situation situation) {
        return situation.accounts().size() == 1
                ? "InstagramAccount " + situation.accounts().getFirst().name()
                : situation.accounts().size() + " InstagramAccounts";
    }
}
