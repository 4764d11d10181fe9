package io.instagramoperator.operator.condition;

import java.util.List;
import java.util.Optional;

/**
 * One small question about a situation. The verdict on a condition is that of the first check of its chain that has an objection.
 *
 * @param <S> the situation
 */
@FunctionalInterface
public interface Check<S> {

    /** The objection, if there is one. */
    Optional<Verdict> objection(S situation);

    /** The first objection of the chain, else {@code otherwise}. */
    static <S> Verdict firstOf(List<Check<S>> chain, S situation, Verdict otherwise) {
        return chain.stream()
                .flatMap(check -> check.objection(situation).stream())
                .findFirst()
                .orElse(otherwise);
    }
}
