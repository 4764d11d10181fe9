package io.instagramoperator.operator.subscription;

import static java.util.Comparator.comparing;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.event.EventRecorder;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.report.Target;
import io.instagramoperator.operator.status.StatusPatch;
import io.instagramoperator.operator.status.StatusWriter;
import io.instagramoperator.operator.status.WritePace.Decision;
import io.instagramoperator.operator.subscription.desired.InForce;
import io.instagramoperator.operator.subscription.desired.SinkUrl;
import io.instagramoperator.operator.subscription.status.MatchedAccount;
import io.instagramoperator.operator.subscription.status.Situation;
import io.instagramoperator.operator.subscription.status.StatusPace;
import io.instagramoperator.operator.subscription.status.StatusReport;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says in a subscription's status what the receivers of its accounts make of it. */
@ControllerConfiguration(
        name = "eventsubscription",
        fieldManager = EventSubscriptionReconciler.FIELD_MANAGER,
        // The filter lets through what matters.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = SubscriptionChanged.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class EventSubscriptionReconciler implements Reconciler<EventSubscription> {

    static final String FIELD_MANAGER = "instagram-operator";

    private final ReportPoller<InstagramAccount, ReceiverReport> poller;
    private final Clock clock;
    private final StatusWriter<EventSubscriptionStatus, EventSubscription> status;

    /**
     * A reconciler.
     *
     * @param poller what it has heard of receivers, asked on behalf of their accounts
     * @param clock  of the conditions' transition times
     */
    public EventSubscriptionReconciler(ReportPoller<InstagramAccount, ReceiverReport> poller, Clock clock) {
        this.poller = poller;
        this.clock = clock;
        this.status = new StatusWriter<>(
                EventSubscription::new, EventSubscriptionStatus::conditions, new EventRecorder(clock));
    }

    @Override
    public List<EventSource<?, EventSubscription>> prepareEventSources(EventSourceContext<EventSubscription> context) {
        Accounts accounts = new Accounts(context);
        return List.of(accounts, new AccountReports(poller, accounts));
    }

    @Override
    public UpdateControl<EventSubscription> reconcile(
            EventSubscription subscription, Context<EventSubscription> context) {
        return report(observe(subscription, context), context)
                .map(delay -> UpdateControl.<EventSubscription>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    private Situation observe(EventSubscription subscription, Context<EventSubscription> context) {
        return new Situation(
                subscription,
                context.getSecondaryResourcesAsStream(InstagramAccount.class)
                        .sorted(comparing(account -> account.getMetadata().getName()))
                        .map(account -> matched(account, subscription, context))
                        .toList());
    }

    private MatchedAccount matched(
            InstagramAccount account, EventSubscription subscription, Context<EventSubscription> context) {
        return new MatchedAccount(
                account,
                crowdedOut(account, subscription, context),
                poller.reportOn(Target.Version.of(subscription), ResourceID.fromResource(account)));
    }

    private static boolean crowdedOut(
            InstagramAccount account, EventSubscription subscription, Context<EventSubscription> context) {
        return SinkUrl.objection(subscription).isEmpty()
                && InForce.of(
                                account,
                                context.getPrimaryCache()
                                        .list(subscription.getMetadata().getNamespace()))
                        .stream()
                        .noneMatch(other -> other.getMetadata()
                                .getName()
                                .equals(subscription.getMetadata().getName()));
    }

    /** Writes the status if it says something new. Returns how long until more of it may be written. */
    private Optional<Duration> report(Situation situation, Context<EventSubscription> context) {
        EventSubscription subscription = situation.subscription();
        Decision<EventSubscriptionStatus> decision = StatusPace.decide(
                subscription.getStatus(),
                StatusReport.of(situation, clock),
                StatusPatch.lastWrite(subscription, FIELD_MANAGER),
                clock.instant());
        return status.write(decision, subscription, context);
    }
}
