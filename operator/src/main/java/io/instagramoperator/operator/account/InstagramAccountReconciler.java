package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.dependent.ConfigMapDependent;
import io.instagramoperator.operator.account.dependent.DeploymentDependent;
import io.instagramoperator.operator.account.dependent.HttpRouteDependent;
import io.instagramoperator.operator.account.dependent.IngressDependent;
import io.instagramoperator.operator.account.dependent.NetworkPolicyDependent;
import io.instagramoperator.operator.account.dependent.ServiceAccountDependent;
import io.instagramoperator.operator.account.dependent.ServiceDependent;
import io.instagramoperator.operator.account.dependent.VolumeClaimDependent;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.status.Farewell;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.account.status.StatusPace;
import io.instagramoperator.operator.account.status.StatusReport;
import io.instagramoperator.operator.child.ChildChanges;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildPods;
import io.instagramoperator.operator.child.NamespaceOwner;
import io.instagramoperator.operator.child.VolumeRefresh;
import io.instagramoperator.operator.event.EventRecorder;
import io.instagramoperator.operator.event.Notice;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.routing.Routing;
import io.instagramoperator.operator.settings.ReceiverSettings;
import io.instagramoperator.operator.status.StatusPatch;
import io.instagramoperator.operator.status.StatusWriter;
import io.instagramoperator.operator.status.WritePace.Decision;
import io.instagramoperator.operator.steering.Steered;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ContextInitializer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one receiver running for each account, and says in the account's status how far it is. */
@Workflow(
        explicitInvocation = true,
        handleExceptionsInReconciler = true,
        dependents = {
            @Dependent(name = "config-map", type = ConfigMapDependent.class),
            @Dependent(name = "service-account", type = ServiceAccountDependent.class),
            @Dependent(name = "volume-claim", type = VolumeClaimDependent.class),
            @Dependent(name = "service", type = ServiceDependent.class),
            // Not after the claim: one that cannot grow must not keep the Deployment from being changed.
            @Dependent(
                    name = "deployment",
                    type = DeploymentDependent.class,
                    dependsOn = {"config-map", "service-account"}),
            @Dependent(
                    name = "network-policy",
                    type = NetworkPolicyDependent.class,
                    reconcilePrecondition = NetworkPolicyDependent.Wanted.class),
            @Dependent(
                    name = "ingress",
                    type = IngressDependent.class,
                    reconcilePrecondition = IngressDependent.Wanted.class),
            @Dependent(
                    name = "http-route",
                    type = HttpRouteDependent.class,
                    activationCondition = HttpRouteDependent.Possible.class,
                    reconcilePrecondition = HttpRouteDependent.Wanted.class)
        })
@ControllerConfiguration(
        name = "instagramaccount",
        fieldManager = InstagramAccountReconciler.FIELD_MANAGER,
        // Annotations do not change the generation; the filter lets them through.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Steered.class),
        maxReconciliationInterval =
                @MaxReconciliationInterval(
                        interval = InstagramAccountReconciler.LOOK_AGAIN_MINUTES,
                        timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class InstagramAccountReconciler
        implements Reconciler<InstagramAccount>, Cleaner<InstagramAccount>, ContextInitializer<InstagramAccount> {

    static final String FIELD_MANAGER = "instagram-operator";

    /** Without an event; a longer wait that is asked for would take its place. */
    static final int LOOK_AGAIN_MINUTES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(InstagramAccountReconciler.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final ReceiverSettings settings;
    private final Clock clock;
    private final ReportPoller<InstagramAccount, ReceiverReport> poller;
    private final GatewayApi<InstagramAccount> gatewayApi;
    private final Routing routing;
    private final Observer observer;
    private final RecordedApps apps;
    private final StatusWriter<InstagramAccountStatus, InstagramAccount> status;
    private final EventRecorder events;

    /**
     * A reconciler.
     *
     * @param settings   how receivers are run
     * @param poller     asks receivers for their status
     * @param gatewayApi knows whether there can be HTTPRoutes
     * @param routing    knows whether gateways know an account
     * @param clock      of the conditions' transition times
     */
    public InstagramAccountReconciler(
            ReceiverSettings settings,
            ReportPoller<InstagramAccount, ReceiverReport> poller,
            GatewayApi<InstagramAccount> gatewayApi,
            Routing routing,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.poller = poller;
        this.gatewayApi = gatewayApi;
        this.routing = routing;
        this.observer = new Observer(poller, gatewayApi);
        this.apps = new RecordedApps(routing, clock);
        this.events = new EventRecorder(clock);
        this.status = new StatusWriter<>(InstagramAccount::new, InstagramAccountStatus::conditions, events);
    }

    @Override
    public List<EventSource<?, InstagramAccount>> prepareEventSources(EventSourceContext<InstagramAccount> context) {
        return List.of(
                ChildPods.eventSource(context, ReceiverLabels.SELECTOR, ReceiverLabels.ACCOUNT),
                new InstagramIds(context.getPrimaryCache()),
                new Subscriptions(context),
                new SharedApps(context),
                routing,
                gatewayApi,
                poller);
    }

    @Override
    public void initContext(InstagramAccount account, Context<InstagramAccount> context) {
        context.managedWorkflowAndDependentResourceContext()
                .put(
                        Blueprint.class,
                        Subscriptions.blueprint(account, context, settings).withOutage(SharedApps.outage(context)));
        context.managedWorkflowAndDependentResourceContext().put(Exposure.class, observer.exposure(account, context));
    }

    @Override
    public UpdateControl<InstagramAccount> reconcile(InstagramAccount account, Context<InstagramAccount> context) {
        Situation observed = observer.observe(account, context);
        Situation recorded = record(observed, context);
        Situation acted = mayAct(recorded) && recorded.hasApp() ? act(recorded, context) : recorded;
        listen(acted, context);
        return report(acted, context)
                .map(delay -> UpdateControl.<InstagramAccount>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(InstagramAccount account, Context<InstagramAccount> context) {
        Situation situation = observer.observe(account, context);
        Optional<String> release = Farewell.atOnce(situation);
        if (release.isEmpty() && !situation.paused()) {
            situation = record(situation, context);
            situation = situation.hasApp() ? act(situation, context) : situation;
            release = Farewell.whenToldToGo(situation);
        }
        if (release.isPresent() && NamespaceOwner.isAtWork(account)) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(NamespaceOwner.LOOK_AGAIN);
        }
        if (release.isPresent()) {
            situation = situation.withFailures(ReceiverChildren.ALL.release(account, context));
            if (situation.failures().isEmpty()) {
                LOG.info("The account goes: {}", release.get());
                Notice released = Notice.normal("Released", "The account goes: " + release.get());
                events.tell(account, List.of(released), context.getClient());
                return DeleteControl.defaultDelete();
            }
        }
        listen(situation, context);
        return report(situation, context)
                .map(delay -> DeleteControl.noFinalizerRemoval().rescheduleAfter(delay))
                .orElseGet(DeleteControl::noFinalizerRemoval);
    }

    private static boolean mayAct(Situation situation) {
        return !situation.paused() && (situation.elder().isEmpty() || StandingBack.concerns(situation));
    }

    /**
     * A status before anything is done: whoever waits for the account finds Reconciling from the first moment on, and of a Meta app that is left
     * it is known that webhooks of it may still come.
     */
    private Situation record(Situation situation, Context<InstagramAccount> context) {
        InstagramAccount account = situation.account();
        AppRecord next = apps.next(situation);
        if (!mayAct(situation) || next.equals(AppRecord.writtenIn(account))) {
            return situation.withAccount(status.writeFirst(account, () -> StatusReport.of(situation, clock), context));
        }
        InstagramAccountStatus planned = StatusReport.of(situation.withAccount(next.writtenTo(account)), clock);
        return situation.withAccount(status.writeNow(planned, account, context).orElse(account));
    }

    private Situation act(Situation situation, Context<InstagramAccount> context) {
        InstagramAccount account = situation.account();
        context.managedWorkflowAndDependentResourceContext().put(Blueprint.class, situation.blueprint());
        Map<String, HasMetadata> before = ReceiverChildren.ALL.all(account, context);
        List<ChildFailure> failures = ReceiverChildren.ALL.apply(account, context);
        Map<String, HasMetadata> after = ReceiverChildren.ALL.all(account, context);
        events.tell(account, ChildChanges.notices(before, after, failures), context.getClient());
        refreshVolume(situation, context);
        if (failures.stream().anyMatch(failure -> failure.kind().equals("HTTPRoute"))) {
            gatewayApi.doubt();
        }
        return observer.observe(account, context).withFailures(failures);
    }

    private void refreshVolume(Situation situation, Context<InstagramAccount> context) {
        situation.pod().ifPresent(pod -> {
            String configHash = ReceiverChildren.writtenConfigHash(situation.account(), context);
            Map<String, String> due = VolumeRefresh.due(pod, configHash, situation.lacking(configHash), clock);
            if (!due.isEmpty()) {
                VolumeRefresh.annotate(pod, due, context);
            }
        });
    }

    private void listen(Situation situation, Context<InstagramAccount> context) {
        observer.follow(situation, ReceiverChildren.writtenConfigHash(situation.account(), context));
        Exposure exposure = situation.exposure();
        ResourceID account = ResourceID.fromResource(situation.account());
        if (exposure.routeWanted() && !exposure.gatewayApi()) {
            gatewayApi.await(account);
        } else {
            gatewayApi.forget(account);
        }
    }

    /** Writes the status. Returns after how long to look again, events aside. */
    private Optional<Duration> report(Situation situation, Context<InstagramAccount> context) {
        Optional<Duration> untilMoreOfStatus = status.write(decide(situation, context), situation.account(), context);
        Optional<Duration> untilNextTry =
                Optional.of(TRY_AGAIN).filter(_ -> !situation.failures().isEmpty());
        Optional<Duration> untilNextRefresh = Optional.of(VolumeRefresh.INTERVAL)
                .filter(_ -> situation.lacking(ReceiverChildren.writtenConfigHash(situation.account(), context)));
        return Stream.of(untilMoreOfStatus, untilNextTry, untilNextRefresh, untilOtherApps(situation))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /** The end of the retired app; or, when somebody else has changed the account meanwhile, the next try to write what its apps are. */
    private Optional<Duration> untilOtherApps(Situation situation) {
        AppRecord written = AppRecord.writtenIn(situation.account());
        if (!mayAct(situation)) {
            return Optional.empty();
        }
        return apps.next(situation).equals(written)
                ? written.untilRetired(clock.instant())
                        .filter(wait -> wait.compareTo(Duration.ofMinutes(LOOK_AGAIN_MINUTES)) < 0)
                : Optional.of(StatusWriter.AFTER_CONFLICT);
    }

    private Decision<InstagramAccountStatus> decide(Situation situation, Context<InstagramAccount> context) {
        InstagramAccount account = situation.account();
        Instant configWritten = ReceiverChildren.ALL.written(ConfigMap.class, account, context);
        return StatusPace.decide(
                account.getStatus(),
                StatusPace.settle(
                        account.getStatus(), StatusReport.of(situation, clock), configWritten, clock.instant()),
                StatusPatch.lastWrite(account, FIELD_MANAGER),
                clock.instant());
    }
}
