package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.APP_NOT_FOUND;
import static io.instagramoperator.crds.account.ConditionReason.DUPLICATE_INSTAGRAM_ID;
import static io.instagramoperator.crds.account.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.account.ConditionType.ACCEPTED;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.condition.Check;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** Can the spec be acted on? */
final class AcceptedChecks {

    private static final List<Check<Situation>> CHAIN = List.of(
            AcceptedChecks::duplicate, AcceptedChecks::appNotFound, VolumeChecks::cannotGrow, AcceptedChecks::refused);

    private AcceptedChecks() {}

    static Verdict verdict(Situation situation) {
        return Check.firstOf(CHAIN, situation, Verdict.isTrue(ACCEPTED, "The spec can be acted on"));
    }

    private static Optional<Verdict> duplicate(Situation situation) {
        return situation.elder().map(elder -> {
            ObjectMeta other = elder.getMetadata();
            return Verdict.isFalse(
                    DUPLICATE_INSTAGRAM_ID,
                    "spec.instagramId " + situation.account().getSpec().instagramId()
                            + " is already claimed by the older InstagramAccount " + other.getNamespace() + "/"
                            + other.getName()
                            + ", which keeps it. Delete one of the two; when the older goes, this one takes over");
        });
    }

    private static Optional<Verdict> appNotFound(Situation situation) {
        return situation.wantedApp() instanceof WantedApp.NotFound(String name)
                ? Optional.of(Verdict.isFalse(
                        APP_NOT_FOUND,
                        "spec.appRef.name: there is no MetaApp " + name
                                + ". Create it, or correct the name: kubectl get metaapp --namespace "
                                + situation.namespace() + ". Until then "
                                + situation
                                        .apps()
                                        .inUse()
                                        .map(app -> "the receiver goes on with Meta app " + app.appId())
                                        .orElse("no receiver is made")))
                : Optional.empty();
    }

    private static Optional<Verdict> refused(Situation situation) {
        return ChildFailure.ofSpec(situation.failures()).map(message -> Verdict.isFalse(INVALID_SPEC, message));
    }
}
