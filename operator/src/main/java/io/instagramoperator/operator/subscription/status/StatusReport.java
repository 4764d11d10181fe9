package io.instagramoperator.operator.subscription.status;

import io.instagramoperator.crds.subscription.AccountDelivery;
import io.instagramoperator.crds.subscription.DeliveryError;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.condition.Conditions;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The whole status of a subscription. What only a receiver knows stays as it was while it does not report. */
public final class StatusReport {

    private StatusReport() {}

    /** The status of a situation. It may be equal to the last one. */
    public static EventSubscriptionStatus of(Situation situation, Clock clock) {
        List<AccountDelivery> accounts = situation.accounts().stream()
                .flatMap(account -> delivery(situation, account).stream())
                .toList();
        return new EventSubscriptionStatus(
                situation.generation(),
                SinkUrl.withoutQuery(situation.subscription()),
                situation.accounts().size(),
                sum(accounts, AccountDelivery::backlog),
                accounts.stream()
                        .map(AccountDelivery::oldestSeconds)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                sum(accounts, AccountDelivery::deadLetters),
                accounts,
                Conditions.of(
                        Verdicts.of(situation),
                        situation
                                .lastStatus()
                                .map(EventSubscriptionStatus::conditions)
                                .orElse(List.of()),
                        situation.generation(),
                        clock));
    }

    private static Optional<AccountDelivery> delivery(Situation situation, MatchedAccount account) {
        return account.about(situation.name())
                .map(about -> delivery(account.name(), about))
                .or(() -> situation.lastStatus().stream()
                        .flatMap(status -> status.accounts().stream())
                        .filter(last -> last.name().equals(account.name()))
                        .findFirst());
    }

    private static AccountDelivery delivery(String account, SubscriptionReport about) {
        return new AccountDelivery(
                account,
                about.cursor(),
                about.backlog(),
                about.oldestSeconds(),
                about.deadLetters(),
                about.breaker(),
                about.suspended(),
                error(about.lastError()));
    }

    private static @Nullable DeliveryError error(@Nullable LastError error) {
        return error == null
                ? null
                : new DeliveryError(
                        error.kind(), error.message(), error.at() == null ? null : Instant.parse(error.at()));
    }

    private static @Nullable Long sum(List<AccountDelivery> accounts, ToLongFunction<AccountDelivery> number) {
        return accounts.isEmpty() ? null : accounts.stream().mapToLong(number).sum();
    }
}
