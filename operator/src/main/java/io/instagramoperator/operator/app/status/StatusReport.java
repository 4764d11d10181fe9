package io.instagramoperator.operator.app.status;

import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.report.GatewayReport.UnknownAccount;
import io.instagramoperator.operator.condition.Conditions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole status of an app. What only a gateway knows stays as it was while none reports. */
public final class StatusReport {

    private static final int MOST_UNKNOWN = 10;

    private StatusReport() {}

    /** The status of a situation. It may be equal to the last one. */
    public static MetaAppStatus of(Situation situation, Clock clock) {
        return new MetaAppStatus(
                situation.generation(),
                situation.blueprint().callbackUrl(),
                situation.blueprint().referring(),
                gateway(situation),
                webhook(situation),
                Outages.of(situation, clock.instant()),
                unknownAccounts(situation),
                Conditions.of(
                        Verdicts.of(situation),
                        situation.lastStatus().map(MetaAppStatus::conditions).orElse(List.of()),
                        situation.generation(),
                        clock));
    }

    private static PodsStatus gateway(Situation situation) {
        return new PodsStatus(situation.workload().ready(), GatewayChecks.wanted(situation), version(situation));
    }

    private static @Nullable String version(Situation situation) {
        return situation.reports().stream()
                .map(GatewayReport::version)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> situation.lastStatus().map(MetaAppStatus::gateway).map(PodsStatus::version))
                .orElse(null);
    }

    private static @Nullable WebhookStatus webhook(Situation situation) {
        return CallbackChecks.webhook(situation)
                .filter(webhook -> webhook.registered() != null)
                .map(webhook -> new WebhookStatus(
                        webhook.registered(),
                        webhook.fields(),
                        webhook.checkedAt() == null ? null : Instant.parse(webhook.checkedAt())))
                .or(() -> situation.lastStatus().map(MetaAppStatus::webhook))
                .orElse(null);
    }

    /** Those for which webhooks have come, unless they have an account by now. */
    private static List<String> unknownAccounts(Situation situation) {
        List<GatewayReport> reports = situation.reports();
        if (reports.isEmpty()) {
            return situation.lastStatus().map(MetaAppStatus::unknownAccounts).orElse(List.of());
        }
        Set<String> known = situation.blueprint().routed().stream()
                .map(account -> account.getSpec().instagramId())
                .collect(Collectors.toSet());
        return reports.stream()
                .flatMap(report -> report.unknownAccounts().stream())
                .map(UnknownAccount::instagramId)
                .filter(id -> !known.contains(id))
                .distinct()
                .sorted()
                .limit(MOST_UNKNOWN)
                .toList();
    }
}
