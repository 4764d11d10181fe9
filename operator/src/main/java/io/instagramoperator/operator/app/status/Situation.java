package io.instagramoperator.operator.app.status;

import static io.instagramoperator.crds.app.ConditionReason.AWAITING_GATEWAY;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.app.desired.GatewayConfig;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.condition.Conditions;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.pod.Workload;
import io.instagramoperator.operator.steering.Annotations;
import java.util.List;
import java.util.Optional;

/**
 * All that was observed about an app at one moment.
 *
 * @param blueprint  what the gateway's objects are made from: the app as last seen, with the status that was written last, and its accounts
 * @param configHash the hash of the configuration that the gateway should have applied
 * @param deployment the gateway's
 * @param pods       the gateway's that are not on their way out, by name
 * @param exposure   the way in from outside
 * @param failures   children that could not be applied in this reconcile
 */
public record Situation(
        Blueprint blueprint,
        String configHash,
        Optional<Deployment> deployment,
        List<GatewayPod> pods,
        Exposure exposure,
        List<ChildFailure> failures) {

    /** A situation in which nothing was applied yet. */
    public static Situation of(
            Blueprint blueprint, Optional<Deployment> deployment, List<GatewayPod> pods, Exposure exposure) {
        return new Situation(blueprint, GatewayConfig.of(blueprint).hash(), deployment, pods, exposure, List.of());
    }

    public MetaApp app() {
        return blueprint.app();
    }

    /** What the pods reported that did. */
    List<GatewayReport> reports() {
        return pods.stream().flatMap(pod -> pod.report().stream()).toList();
    }

    public boolean paused() {
        return Annotations.paused(app());
    }

    /** Whether a pod waits for its volume to be refreshed. */
    public boolean lacking(String writtenHash) {
        return pods.stream().anyMatch(pod -> pod.lacks(writtenHash));
    }

    /** The same, with the app as it is now. */
    public Situation withApp(MetaApp newApp) {
        return new Situation(blueprint.withApp(newApp), configHash, deployment, pods, exposure, failures);
    }

    /** The same, with what applying the children gave. */
    public Situation withFailures(List<ChildFailure> newFailures) {
        return new Situation(blueprint, configHash, deployment, pods, exposure, newFailures);
    }

    Workload workload() {
        return new Workload(
                Identity.GATEWAY.process(),
                namespace(),
                name(),
                deployment,
                pods.stream().map(GatewayPod::pod).toList(),
                !app().getSpec().gateway().image().isEmpty());
    }

    Optional<MetaAppStatus> lastStatus() {
        return Optional.ofNullable(app().getStatus());
    }

    long generation() {
        return app().getMetadata().getGeneration();
    }

    String namespace() {
        return app().getMetadata().getNamespace();
    }

    /** Name of all the gateway's objects. */
    String name() {
        return blueprint.name();
    }

    /** What was said last about this spec. */
    Optional<Verdict> lastVerdict(ConditionType type) {
        return lastStatus().flatMap(status -> Conditions.last(status.conditions(), type, generation()));
    }

    /** A verdict that only a report can give: the last one about this spec, as long as no new report is there. */
    Verdict unheard(ConditionType type) {
        return lastVerdict(type)
                .orElse(Verdict.unknown(
                        AWAITING_GATEWAY,
                        "The gateway has not reported yet; condition GatewayReady says how far it is"));
    }
}
