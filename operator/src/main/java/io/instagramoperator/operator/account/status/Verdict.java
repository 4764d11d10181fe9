package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;

/**
 * A condition without its history.
 *
 * @param status  true, false or unknown
 * @param reason  of the vocabulary, or the type's own name where that needs no reason
 * @param message names the object, the field and, where something is to be done, the remedy
 */
record Verdict(Status status, String reason, String message) {

    enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String value;

        Status(String value) {
            this.value = value;
        }

        /** The value of {@code status} in a condition. */
        String value() {
            return value;
        }
    }

    static Verdict isTrue(ConditionType type, String message) {
        return new Verdict(Status.TRUE, type.type(), message);
    }

    static Verdict isTrue(ConditionReason reason, String message) {
        return new Verdict(Status.TRUE, reason.reason(), message);
    }

    static Verdict isFalse(ConditionType type, String message) {
        return new Verdict(Status.FALSE, type.type(), message);
    }

    static Verdict isFalse(ConditionReason reason, String message) {
        return new Verdict(Status.FALSE, reason.reason(), message);
    }

    static Verdict unknown(ConditionReason reason, String message) {
        return new Verdict(Status.UNKNOWN, reason.reason(), message);
    }

    boolean isTrue() {
        return status == Status.TRUE;
    }

    boolean hasReason(ConditionReason other) {
        return reason.equals(other.reason());
    }
}
