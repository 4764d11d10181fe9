package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.account.status.StatusPace;
import io.instagramoperator.operator.account.status.StatusReport;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of accounts, by server-side apply of the status alone. */
final class StatusWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

    private final Clock clock;

    StatusWriter(Clock clock) {
        this.clock = clock;
    }

    /** Gives an account that has no status its first one, so that nobody who waits for it has to guess. Returns the account as it is then. */
    InstagramAccount writeFirst(Situation situation, Context<InstagramAccount> context) {
        return situation.account().getStatus() == null
                ? write(StatusReport.of(situation, clock), situation, context)
                : situation.account();
    }

    /** Writes the status if it says something new. Returns how long until more of it may be written. */
    Optional<Duration> writeChanged(Situation situation, Context<InstagramAccount> context) {
        StatusPace.Decision decision = StatusPace.decide(
                situation.account().getStatus(),
                StatusReport.of(situation, clock),
                lastWrite(
                        situation.account(),
                        context.getControllerConfiguration().fieldManager()),
                clock.instant());
        decision.write().ifPresent(status -> write(status, situation, context));
        return decision.again();
    }

    private static InstagramAccount write(
            InstagramAccountStatus status, Situation situation, Context<InstagramAccount> context) {
        InstagramAccount fresh = new InstagramAccount();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withNamespace(situation.account().getMetadata().getNamespace())
                .withName(situation.account().getMetadata().getName())
                // The framework drops the events of all changes that are older than a write of ours. With the version
                // that was looked
                // at, a change that came in between makes the write fail, and is reconciled.
                .withResourceVersion(situation.account().getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(status);
        logReady(situation.account(), status);
        return context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
    }

    private static void logReady(InstagramAccount account, InstagramAccountStatus status) {
        Optional<Condition> before = Optional.ofNullable(account.getStatus()).flatMap(StatusWriter::ready);
        ready(status)
                .filter(now -> !before.map(Condition::getReason).equals(Optional.of(now.getReason())))
                .ifPresent(now -> LOG.info("Ready is {}, {}: {}", now.getStatus(), now.getReason(), now.getMessage()));
    }

    private static Optional<Condition> ready(InstagramAccountStatus status) {
        return status.conditions().stream()
                .filter(condition -> ConditionType.READY.type().equals(condition.getType()))
                .findFirst();
    }

    /** The API server keeps the time at which a manager last changed something. */
    private static Instant lastWrite(InstagramAccount account, String fieldManager) {
        return account.getMetadata().getManagedFields().stream()
                .filter(entry -> fieldManager.equals(entry.getManager()) && "status".equals(entry.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
