package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.account.status.StatusPace;
import io.instagramoperator.operator.account.status.StatusReport;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of accounts, by server-side apply of the status alone. */
final class StatusWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

    /** When to look again at an account that has changed while it was looked at; its event usually comes first. */
    private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

    private final Clock clock;

    StatusWriter(Clock clock) {
        this.clock = clock;
    }

    /** Gives an account that has no status its first one, so that nobody who waits for it has to guess. Returns the account as it is then. */
    InstagramAccount writeFirst(Situation situation, Context<InstagramAccount> context) {
        return situation.account().getStatus() == null
                ? write(StatusReport.of(situation, clock), situation, context).orElse(situation.account())
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
        boolean conflict = decision.write()
                .filter(status -> write(status, situation, context).isEmpty())
                .isPresent();
        return conflict ? Optional.of(AFTER_CONFLICT) : decision.again();
    }

    /**
     * Writes, unless somebody has changed the account since it was looked at: its spec may be another one now. The framework drops the events of
     * all changes that are older than a write of ours, so without this condition such a change would never be reconciled.
     */
    private static Optional<InstagramAccount> write(
            InstagramAccountStatus status, Situation situation, Context<InstagramAccount> context) {
        InstagramAccount fresh = new InstagramAccount();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withNamespace(situation.account().getMetadata().getNamespace())
                .withName(situation.account().getMetadata().getName())
                .withResourceVersion(situation.account().getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(status);
        try {
            InstagramAccount written = context.resourceOperations().serverSideApplyPrimaryStatus(fresh);
            logReady(situation.account(), status);
            return Optional.of(written);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
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
