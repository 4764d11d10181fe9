package io.instagramoperator.operator.subscription.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.instagramoperator.crds.subscription.AccountDelivery;
import io.instagramoperator.crds.subscription.ConditionReason;
import io.instagramoperator.crds.subscription.DeliveryError;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.status.WritePace;
import io.instagramoperator.operator.status.WritePace.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a status is written: at once when it says something new, and never when it says nothing new. Numbers and times that move with every event,
 * and the words of an endpoint that fails now in this way and now in that, are moved at most once a minute.
 */
public final class StatusPace {

    private StatusPace() {}

    /**
     * Decides.
     *
     * @param last      the status that was written last, null before the first
     * @param current   the status as it would be now
     * @param lastWrite when {@code last} was written
     */
    public static Decision<EventSubscriptionStatus> decide(
            @Nullable EventSubscriptionStatus last, EventSubscriptionStatus current, Instant lastWrite, Instant now) {
        return WritePace.decide(last, current, lastWrite, now, StatusPace::withWhatMoves);
    }

    /** The current status with that of the last one which only moves. What is there for the first time has not moved. */
    private static EventSubscriptionStatus withWhatMoves(
            EventSubscriptionStatus last, EventSubscriptionStatus current) {
        Map<String, AccountDelivery> lastAccounts =
                last.accounts().stream().collect(Collectors.toMap(AccountDelivery::name, Function.identity()));
        boolean sameAccounts = last.accounts().stream()
                .map(AccountDelivery::name)
                .toList()
                .equals(current.accounts().stream().map(AccountDelivery::name).toList());
        EventSubscriptionStatus totals = sameAccounts ? last : current;
        return new EventSubscriptionStatus(
                current.observedGeneration(),
                current.url(),
                current.matchedAccounts(),
                totals.backlog(),
                totals.oldestSeconds(),
                totals.deadLetters(),
                current.accounts().stream()
                        .map(account -> withWhatMoves(lastAccounts.get(account.name()), account))
                        .toList(),
                current.conditions().stream()
                        .map(condition -> withWords(last.conditions(), condition))
                        .toList());
    }

    private static AccountDelivery withWhatMoves(@Nullable AccountDelivery last, AccountDelivery current) {
        return last == null
                ? current
                : new AccountDelivery(
                        current.name(),
                        last.cursor(),
                        last.backlog(),
                        last.oldestSeconds(),
                        last.deadLetters(),
                        current.breaker(),
                        current.suspended(),
                        withWords(last.lastError(), current.lastError()));
    }

    private static @Nullable DeliveryError withWords(@Nullable DeliveryError last, @Nullable DeliveryError current) {
        return last != null && current != null && last.kind().equals(current.kind()) ? last : current;
    }

    private static Condition withWords(List<Condition> last, Condition current) {
        return ConditionReason.ENDPOINT_FAILING.reason().equals(current.getReason())
                ? last.stream()
                        .filter(before -> new ConditionBuilder(before)
                                .withMessage(current.getMessage())
                                .build()
                                .equals(current))
                        .findFirst()
                        .orElse(current)
                : current;
    }
}
