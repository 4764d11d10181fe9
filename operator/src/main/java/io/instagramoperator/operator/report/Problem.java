package io.instagramoperator.operator.report;

import io.instagramoperator.crds.Reason;
import java.util.Set;

/**
 * What is wrong, in the words of who reports it.
 *
 * @param reason  a word; whether it is one of the condition's vocabulary is for the reader to check
 * @param message names the object, the field and the remedy; of a longer one the first 1024 characters
 */
public record Problem(String reason, String message) {
    public Problem {
        Limits.required("problem.reason", Limits.matching("problem.reason", reason, Limits.REASON));
        message = Limits.required("problem.message", Limits.beginning(message, Limits.MESSAGE));
    }

    /** The reason, if it is one that the condition may have. */
    public <E extends Reason> E reasonAmong(Set<E> allowed, E otherwise) {
        return allowed.stream()
                .filter(candidate -> candidate.reason().equals(reason))
                .findFirst()
                .orElse(otherwise);
    }
}
