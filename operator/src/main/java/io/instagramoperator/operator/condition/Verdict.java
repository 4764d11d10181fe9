package io.instagramoperator.operator.condition;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.ConditionName;
import io.instagramoperator.crds.Reason;

/**
 * A condition without its history.
 *
 * @param status  true, false or unknown
 * @param reason  of the vocabulary, or the type's own name where that needs no reason
 * @param message names the object, the field and, where something is to be done, the remedy
 */
public record Verdict(Status status, String reason, String message) {

    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String value;

        Status(String value) {
            this.value = value;
        }

        /** The value of {@code status} in a condition. */
        public String value() {
            return value;
        }
    }

    public static Verdict isTrue(ConditionName type, String message) {
        return new Verdict(Status.TRUE, type.type(), message);
    }

    public static Verdict isTrue(Reason reason, String message) {
        return new Verdict(Status.TRUE, reason.reason(), message);
    }

    public static Verdict isFalse(ConditionName type, String message) {
        return new Verdict(Status.FALSE, type.type(), message);
    }

    public static Verdict isFalse(Reason reason, String message) {
        return new Verdict(Status.FALSE, reason.reason(), message);
    }

    public static Verdict unknown(Reason reason, String message) {
        return new Verdict(Status.UNKNOWN, reason.reason(), message);
    }

    /** What a condition says. */
    public static Verdict of(Condition condition) {
        Status status =
                switch (condition.getStatus()) {
                    case "True" -> Status.TRUE;
                    case "False" -> Status.FALSE;
                    default -> Status.UNKNOWN;
                };
        return new Verdict(status, condition.getReason(), condition.getMessage());
    }

    public boolean isTrue() {
        return status == Status.TRUE;
    }

    public boolean hasReason(Reason other) {
        return reason.equals(other.reason());
    }
}
