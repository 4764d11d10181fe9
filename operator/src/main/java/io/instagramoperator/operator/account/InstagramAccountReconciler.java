package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.dependent.ConfigMapDependent;
import io.instagramoperator.operator.account.dependent.DeploymentDependent;
import io.instagramoperator.operator.account.dependent.ServiceAccountDependent;
import io.instagramoperator.operator.account.dependent.ServiceDependent;
import io.instagramoperator.operator.account.dependent.VolumeClaimDependent;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredConfigMap;
import io.instagramoperator.operator.account.report.ReportPoller;
import io.instagramoperator.operator.account.status.ChildFailure;
import io.instagramoperator.operator.account.status.Farewell;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.settings.ReceiverSettings;
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
                    dependsOn = {"config-map", "service-account"})
        })
@ControllerConfiguration(
        name = "instagramaccount",
        fieldManager = InstagramAccountReconciler.FIELD_MANAGER,
        // Annotations do not change the generation; the filter lets them through.
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = AccountChanged.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class InstagramAccountReconciler
        implements Reconciler<InstagramAccount>, Cleaner<InstagramAccount>, ContextInitializer<InstagramAccount> {

    static final String FIELD_MANAGER = "instagram-operator";

    private static final Logger LOG = LoggerFactory.getLogger(InstagramAccountReconciler.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final ReceiverSettings settings;
    private final Clock clock;
    private final ReportPoller<InstagramAccount> poller;
    private final Observer observer;
    private final StatusWriter status;

    /**
     * A reconciler.
     *
     * @param settings how receivers are run
     * @param poller   asks receivers for their status
     * @param clock    of the conditions' transition times
     */
    public InstagramAccountReconciler(ReceiverSettings settings, ReportPoller<InstagramAccount> poller, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.poller = poller;
        this.observer = new Observer(poller);
        this.status = new StatusWriter(clock);
    }

    @Override
    public List<EventSource<?, InstagramAccount>> prepareEventSources(EventSourceContext<InstagramAccount> context) {
        return List.of(
                ReceiverPods.eventSource(context),
                new InstagramIds(context.getPrimaryCache()),
                new Subscriptions(context),
                poller);
    }

    @Override
    public void initContext(InstagramAccount account, Context<InstagramAccount> context) {
        context.managedWorkflowAndDependentResourceContext()
                .put(Blueprint.class, Subscriptions.blueprint(account, context, settings));
    }

    @Override
    public UpdateControl<InstagramAccount> reconcile(InstagramAccount account, Context<InstagramAccount> context) {
        Situation observed = observer.observe(account, context);
        Situation recorded = record(observed, context);
        Situation acted = mayAct(recorded) ? act(recorded, context) : recorded;
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
            situation = act(situation, context);
            release = Farewell.whenToldToGo(situation);
        }
        if (release.isPresent()) {
            LOG.info("The account goes: {}", release.get());
            return DeleteControl.defaultDelete();
        }
        listen(situation, context);
        return report(situation, context)
                .map(delay -> DeleteControl.noFinalizerRemoval().rescheduleAfter(delay))
                .orElseGet(DeleteControl::noFinalizerRemoval);
    }

    private static boolean mayAct(Situation situation) {
        return situation.elder().isEmpty() && !situation.paused();
    }

    /** A status before anything is done: whoever waits for the account finds Reconciling from the first moment on. */
    private Situation record(Situation situation, Context<InstagramAccount> context) {
        return situation.withAccount(status.writeFirst(situation, context));
    }

    private Situation act(Situation situation, Context<InstagramAccount> context) {
        List<ChildFailure> failures = Children.apply(situation.account(), context);
        refreshVolume(situation, context);
        return observer.observe(situation.account(), context).withFailures(failures);
    }

    private void refreshVolume(Situation situation, Context<InstagramAccount> context) {
        situation.pod().ifPresent(pod -> {
            String configHash = writtenConfigHash(situation, context);
            Map<String, String> due = VolumeRefresh.due(pod, configHash, situation.lacking(configHash), clock);
            if (!due.isEmpty()) {
                VolumeRefresh.annotate(pod, due, context);
            }
        });
    }

    private void listen(Situation situation, Context<InstagramAccount> context) {
        observer.follow(situation, writtenConfigHash(situation, context));
    }

    /** Writes the status. Returns after how long to look again, events aside. */
    private Optional<Duration> report(Situation situation, Context<InstagramAccount> context) {
        Optional<Duration> untilMoreOfStatus = status.writeChanged(situation, context);
        Optional<Duration> untilNextTry =
                Optional.of(TRY_AGAIN).filter(_ -> !situation.failures().isEmpty());
        Optional<Duration> untilNextRefresh = Optional.of(VolumeRefresh.INTERVAL)
                .filter(_ -> situation.lacking(writtenConfigHash(situation, context)));
        return Stream.of(untilMoreOfStatus, untilNextTry, untilNextRefresh)
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /** The hash of the configuration that the pod can read now: not the desired one while the account is paused. */
    private static String writtenConfigHash(Situation situation, Context<InstagramAccount> context) {
        return Observer.child(ConfigMap.class, situation.account(), context)
                .map(DesiredConfigMap::configHash)
                .orElse("");
    }
}
