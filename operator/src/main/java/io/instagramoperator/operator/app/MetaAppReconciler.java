package io.instagramoperator.operator.app;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.app.dependent.ConfigMapDependent;
import io.instagramoperator.operator.app.dependent.DeploymentDependent;
import io.instagramoperator.operator.app.dependent.DisruptionBudgetDependent;
import io.instagramoperator.operator.app.dependent.HttpRouteDependent;
import io.instagramoperator.operator.app.dependent.IngressDependent;
import io.instagramoperator.operator.app.dependent.NetworkPolicyDependent;
import io.instagramoperator.operator.app.dependent.ServiceAccountDependent;
import io.instagramoperator.operator.app.dependent.ServiceDependent;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.GatewayLabels;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.status.Farewell;
import io.instagramoperator.operator.app.status.GatewayPod;
import io.instagramoperator.operator.app.status.Situation;
import io.instagramoperator.operator.app.status.StatusPace;
import io.instagramoperator.operator.app.status.StatusReport;
import io.instagramoperator.operator.child.ChildChanges;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildPods;
import io.instagramoperator.operator.child.NamespaceOwner;
import io.instagramoperator.operator.child.VolumeRefresh;
import io.instagramoperator.operator.event.EventRecorder;
import io.instagramoperator.operator.event.Notice;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.gatewayapi.GatewayApi;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.report.ReportPoller;
import io.instagramoperator.operator.routing.Routing;
import io.instagramoperator.operator.settings.GatewaySettings;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one gateway running for each app, tells it which accounts there are, and says in the app's status how far it is. */
@Workflow(
        explicitInvocation = true,
        handleExceptionsInReconciler = true,
        dependents = {
            @Dependent(name = "config-map", type = ConfigMapDependent.class),
            @Dependent(name = "service-account", type = ServiceAccountDependent.class),
            @Dependent(name = "service", type = ServiceDependent.class),
            @Dependent(
                    name = "deployment",
                    type = DeploymentDependent.class,
                    dependsOn = {"config-map", "service-account"}),
            @Dependent(
                    name = "disruption-budget",
                    type = DisruptionBudgetDependent.class,
                    reconcilePrecondition = DisruptionBudgetDependent.Wanted.class),
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
        name = "metaapp",
        fieldManager = MetaAppReconciler.FIELD_MANAGER,
        // Annotations do not change the generation; the filter lets them through.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Steered.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class MetaAppReconciler implements Reconciler<MetaApp>, Cleaner<MetaApp>, ContextInitializer<MetaApp> {

    static final String FIELD_MANAGER = "instagram-operator";

    private static final Logger LOG = LoggerFactory.getLogger(MetaAppReconciler.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final Clock clock;
    private final ReportPoller<MetaApp, GatewayReport> poller;
    private final GatewayApi<MetaApp> gatewayApi;
    private final Routing routing;
    private final Observer observer;
    private final StatusWriter<MetaAppStatus, MetaApp> status;
    private final EventRecorder events;

    /**
     * A reconciler.
     *
     * @param settings   how gateways are run
     * @param network    who may connect to what, as of receivers
     * @param poller     asks gateways for their status
     * @param gatewayApi knows whether there can be HTTPRoutes
     * @param routing    is told what gateways pass on
     * @param clock      of the conditions' transition times
     */
    public MetaAppReconciler(
            GatewaySettings settings,
            ReceiverSettings network,
            ReportPoller<MetaApp, GatewayReport> poller,
            GatewayApi<MetaApp> gatewayApi,
            Routing routing,
            Clock clock) {
        this.clock = clock;
        this.poller = poller;
        this.gatewayApi = gatewayApi;
        this.routing = routing;
        this.observer = new Observer(settings, network, poller, gatewayApi);
        this.events = new EventRecorder(clock);
        this.status = new StatusWriter<>(MetaApp::new, MetaAppStatus::conditions, events);
    }

    @Override
    public List<EventSource<?, MetaApp>> prepareEventSources(EventSourceContext<MetaApp> context) {
        return List.of(
                ChildPods.eventSource(context, GatewayLabels.SELECTOR, Identity.GATEWAY.ownerLabel()),
                new SharingAccounts(context),
                gatewayApi,
                poller);
    }

    @Override
    public void initContext(MetaApp app, Context<MetaApp> context) {
        context.managedWorkflowAndDependentResourceContext().put(Blueprint.class, observer.blueprint(app, context));
        context.managedWorkflowAndDependentResourceContext().put(Exposure.class, observer.exposure(app, context));
    }

    @Override
    public UpdateControl<MetaApp> reconcile(MetaApp app, Context<MetaApp> context) {
        Situation recorded = record(observer.observe(app, context), context);
        Situation acted = recorded.paused() ? recorded : act(recorded, context);
        listen(acted, context);
        return report(acted, context)
                .map(delay -> UpdateControl.<MetaApp>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    @Override
    public DeleteControl cleanup(MetaApp app, Context<MetaApp> context) {
        Situation situation = observer.observe(app, context);
        Optional<String> release = Farewell.atOnce(situation);
        if (release.isEmpty() && !situation.paused()) {
            situation = act(situation, context);
            release = Farewell.whenToldToGo(situation);
        }
        if (release.isPresent() && NamespaceOwner.isAtWork(app)) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(NamespaceOwner.LOOK_AGAIN);
        }
        if (release.isPresent()) {
            situation = situation.withFailures(GatewayChildren.ALL.release(app, context));
            if (situation.failures().isEmpty()) {
                LOG.info("The app goes: {}", release.get());
                routing.forget(ResourceID.fromResource(app));
                Notice released = Notice.normal("Released", "The app goes: " + release.get());
                events.tell(app, List.of(released), context.getClient());
                return DeleteControl.defaultDelete();
            }
        }
        listen(situation, context);
        return report(situation, context)
                .map(delay -> DeleteControl.noFinalizerRemoval().rescheduleAfter(delay))
                .orElseGet(DeleteControl::noFinalizerRemoval);
    }

    /** A status before anything is done: whoever waits for the app finds Reconciling from the first moment on. */
    private Situation record(Situation situation, Context<MetaApp> context) {
        return situation.withApp(status.writeFirst(situation.app(), () -> StatusReport.of(situation, clock), context));
    }

    private Situation act(Situation situation, Context<MetaApp> context) {
        MetaApp app = situation.app();
        Map<String, HasMetadata> before = GatewayChildren.ALL.all(app, context);
        List<ChildFailure> failures = GatewayChildren.ALL.apply(app, context);
        Map<String, HasMetadata> after = GatewayChildren.ALL.all(app, context);
        events.tell(app, ChildChanges.notices(before, after, failures), context.getClient());
        refreshVolumes(situation, context);
        if (failures.stream().anyMatch(failure -> failure.kind().equals("HTTPRoute"))) {
            gatewayApi.doubt();
        }
        return observer.observe(app, context).withFailures(failures);
    }

    private void refreshVolumes(Situation situation, Context<MetaApp> context) {
        String configHash = GatewayChildren.writtenConfigHash(situation.app(), context);
        for (GatewayPod pod : situation.pods()) {
            Map<String, String> due = VolumeRefresh.due(pod.pod(), configHash, pod.lacks(configHash), clock);
            if (!due.isEmpty()) {
                VolumeRefresh.annotate(pod.pod(), due, context);
            }
        }
    }

    private void listen(Situation situation, Context<MetaApp> context) {
        observer.follow(situation, GatewayChildren.writtenConfigHash(situation.app(), context));
        ResourceID app = ResourceID.fromResource(situation.app());
        routing.heard(
                app,
                situation.configHash(),
                situation.blueprint().routed(),
                observer.inForce(situation.app(), context));
        if (situation.exposure().routeWanted() && !situation.exposure().gatewayApi()) {
            gatewayApi.await(app);
        } else {
            gatewayApi.forget(app);
        }
    }

    /** Writes the status. Returns after how long to look again, events aside. */
    private Optional<Duration> report(Situation situation, Context<MetaApp> context) {
        MetaApp app = situation.app();
        Optional<Duration> untilMoreOfStatus = status.write(decide(situation, context), app, context);
        Optional<Duration> untilNextTry =
                Optional.of(TRY_AGAIN).filter(_ -> !situation.failures().isEmpty());
        Optional<Duration> untilNextRefresh = Optional.of(VolumeRefresh.INTERVAL)
                .filter(_ -> situation.lacking(GatewayChildren.writtenConfigHash(app, context)));
        return Stream.of(untilMoreOfStatus, untilNextTry, untilNextRefresh)
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    private Decision<MetaAppStatus> decide(Situation situation, Context<MetaApp> context) {
        MetaApp app = situation.app();
        return StatusPace.decide(
                app.getStatus(),
                StatusReport.of(situation, clock),
                StatusPatch.lastWrite(app, FIELD_MANAGER),
                GatewayChildren.ALL.written(ConfigMap.class, app, context),
                clock.instant());
    }
}
