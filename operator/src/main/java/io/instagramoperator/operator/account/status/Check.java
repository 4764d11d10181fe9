package io.instagramoperator.operator.account.status;

import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;

/** One small question about a situation. The verdict on a condition is that of the first check of its chain that has an objection. */
@FunctionalInterface
interface Check {

    /** The objection, if there is one. */
    Optional<Verdict> objection(Situation situation);

    /** The first objection of the chain, else {@code otherwise}. */
    static Verdict firstOf(List<Check> chain, Situation situation, Verdict otherwise) {
        return chain.stream()
                .flatMap(check -> check.objection(situation).stream())
                .findFirst()
                .orElse(otherwise);
    }
}
