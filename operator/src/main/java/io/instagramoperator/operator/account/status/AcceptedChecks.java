package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.DUPLICATE_INSTAGRAM_ID;
import static io.instagramoperator.crds.account.ConditionReason.INVALID_SPEC;
import static io.instagramoperator.crds.account.ConditionType.ACCEPTED;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.instagramoperator.operator.account.status.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** Can the spec be acted on? */
final class AcceptedChecks {

    private static final List<Check> CHAIN = List.of(AcceptedChecks::duplicate, AcceptedChecks::refused);

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

    private static Optional<Verdict> refused(Situation situation) {
        return situation.failures().stream()
                .filter(failure -> failure.cause() == Cause.INVALID)
                .findFirst()
                .map(failure -> Verdict.isFalse(
                        INVALID_SPEC,
                        "The API server refuses " + failure.kind() + " " + failure.name()
                                + ", which this spec asks for: " + Clause.of(failure.message())
                                + ". Change the field of the spec that it comes from"));
    }
}
