package io.instagramoperator.operator.event;

import static java.util.function.Predicate.not;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which changes of conditions are worth an Event: what is wrong now, what is well again, and that Ready came. A reason that several conditions
 * give at the same time, as Ready and Stalled give that of the condition at fault, is told once.
 */
public final class ConditionNotices {

    private static final String TRUE = "True";
    private static final String FALSE = "False";

    /** Reasons of conditions that are not true on the way to where they will be. */
    private static final Set<String> ON_THE_WAY = Stream.of(
                    ConditionReason.STARTING,
                    ConditionReason.ROLLOUT_IN_PROGRESS,
                    ConditionReason.CONFIG_NOT_APPLIED,
                    ConditionReason.INGRESS_PENDING,
                    ConditionReason.GATEWAY_PENDING,
                    ConditionReason.REGISTRATION_MANUAL,
                    ConditionReason.UNVERIFIED,
                    ConditionReason.DELETING,
                    ConditionReason.PAUSED)
            .map(ConditionReason::reason)
            .collect(Collectors.toUnmodifiableSet());

    /** Reasons that only say that another condition has to be looked at. */
    private static final Set<String> CONSEQUENCES = Set.of(
            ConditionReason.AWAITING_RECEIVER.reason(),
            ConditionReason.AWAITING_GATEWAY.reason(),
            io.instagramoperator.crds.subscription.ConditionReason.RECEIVER_NOT_READY.reason(),
            io.instagramoperator.crds.subscription.ConditionReason.NOT_ACCEPTED.reason());

    private ConditionNotices() {}

    /** What has become of the conditions, each reason once. */
    public static List<Notice> of(List<Condition> before, List<Condition> now) {
        List<Notice> notices = new ArrayList<>();
        Optional<String> stalled = find(now, ConditionType.STALLED.type()).map(Condition::getReason);
        for (Condition condition : now) {
            Optional<Condition> last = find(before, condition.getType());
            boolean told = notices.stream().anyMatch(notice -> notice.reason().equals(condition.getReason()));
            if (!told && !same(last, condition) && worthTelling(last, condition)) {
                boolean worrying = worrying(condition)
                        || stalled.filter(condition.getReason()::equals).isPresent();
                notices.add(new Notice(
                        worrying ? Notice.Type.WARNING : Notice.Type.NORMAL,
                        condition.getReason(),
                        condition.getMessage()));
            }
        }
        return notices;
    }

    private static boolean same(Optional<Condition> last, Condition condition) {
        return last.filter(it -> it.getStatus().equals(condition.getStatus())
                        && it.getReason().equals(condition.getReason()))
                .isPresent();
    }

    private static boolean worthTelling(Optional<Condition> last, Condition condition) {
        if (CONSEQUENCES.contains(condition.getReason())) {
            return false;
        }
        if (condition.getType().equals(ConditionType.RECONCILING.type())) {
            return condition.getReason().equals(ConditionReason.PAUSED.reason());
        }
        return switch (condition.getStatus()) {
            case TRUE -> tellsOfGood(last, condition);
            case FALSE -> true;
            // Nothing was known before, and nothing is now.
            default ->
                isReady(condition)
                        || last.filter(it -> it.getStatus().equals(TRUE)).isPresent();
        };
    }

    private static boolean tellsOfGood(Optional<Condition> last, Condition condition) {
        return isReady(condition)
                || expiring(condition)
                || last.filter(it -> it.getStatus().equals(FALSE)).isPresent();
    }

    private static boolean worrying(Condition condition) {
        return condition.getStatus().equals(TRUE) ? expiring(condition) : !ON_THE_WAY.contains(condition.getReason());
    }

    private static boolean isReady(Condition condition) {
        return condition.getType().equals(ConditionType.READY.type());
    }

    private static boolean expiring(Condition condition) {
        return condition.getReason().equals(ConditionReason.TOKEN_EXPIRING_SOON.reason());
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(not(condition -> condition.getReason().isEmpty()))
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
