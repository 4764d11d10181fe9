package io.instagramoperator.operator.app.status;

import static io.instagramoperator.crds.app.ConditionReason.CONFIG_NOT_APPLIED;
import static io.instagramoperator.crds.app.ConditionReason.ROLLOUT_IN_PROGRESS;
import static io.instagramoperator.crds.app.ConditionReason.STARTING;
import static io.instagramoperator.crds.app.ConditionReason.STATUS_UNAVAILABLE;
import static io.instagramoperator.crds.app.ConditionType.GATEWAY_READY;
import static java.util.function.Predicate.not;

import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Check;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.pod.PodChecks;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.steering.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Has the Deployment its ready pods, and have all of them applied the current configuration? */
final class GatewayChecks {

    private static final List<Check<Situation>> CHAIN = List.of(
            GatewayChecks::childNotApplied,
            GatewayChecks::notCreated,
            situation -> PodChecks.notCreatable(situation.workload()),
            situation -> PodChecks.unschedulable(situation.workload(), Optional.empty()),
            situation -> PodChecks.imagePullFailed(situation.workload()),
            situation -> PodChecks.crashLooping(situation.workload()),
            GatewayChecks::configRefused,
            GatewayChecks::rolloutInProgress,
            GatewayChecks::refusing,
            GatewayChecks::starting,
            GatewayChecks::statusUnavailable,
            GatewayChecks::configNotYetApplied);

    private GatewayChecks() {}

    static Verdict verdict(Situation situation) {
        return Check.firstOf(CHAIN, situation, Verdict.isTrue(GATEWAY_READY, allIsWell(situation)));
    }

    /** What a spec asks of the pods alone is in no configuration, so a paused app may have others than its spec says. */
    private static String allIsWell(Situation situation) {
        String ready = "Deployment " + situation.name() + " is ready and passes webhooks on to "
                + accounts(situation.blueprint().routed().size());
        return situation.paused()
                ? ready + ". Annotation " + Annotations.PAUSED
                        + " keeps the pods as they are, also where the spec asks for others"
                : ready;
    }

    private static String accounts(int number) {
        return number == 1 ? "1 account" : number + " accounts";
    }

    private static Optional<Verdict> childNotApplied(Situation situation) {
        return situation.failures().stream()
                // A spec that is refused is condition Accepted, a route is condition Exposed.
                .filter(failure -> failure.cause() != Cause.INVALID)
                .filter(not(situation.exposure()::isAbout))
                .findFirst()
                .map(failure -> Verdict.isFalse(CONFIG_NOT_APPLIED, inWords(failure, situation)));
    }

    private static String inWords(ChildFailure failure, Situation situation) {
        return failure.inWords(situation.app());
    }

    private static Optional<Verdict> notCreated(Situation situation) {
        if (situation.deployment().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Verdict.isFalse(
                STARTING,
                situation.paused()
                        ? "Deployment " + situation.name() + " is not there, and annotation " + Annotations.PAUSED
                                + " keeps it from being created: "
                                + Kubectl.removeAnnotation(situation.app(), Annotations.PAUSED)
                        : "Deployment " + situation.name() + " is being created"));
    }

    /** A pod may have refused this configuration or, when it has just started, not have found any: then there is no hash. */
    private static Optional<Verdict> configRefused(Situation situation) {
        return firstPod(situation, pod -> pod.report()
                .flatMap(report -> Optional.ofNullable(report.configError()))
                .filter(error -> error.hash() == null || error.hash().equals(situation.configHash()))
                .map(error -> Verdict.isFalse(
                        CONFIG_NOT_APPLIED,
                        "The gateway in Pod " + pod.name() + " refuses its configuration: " + error.message())));
    }

    private static Optional<Verdict> rolloutInProgress(Situation situation) {
        return situation.workload().rolling()
                ? Optional.of(Verdict.isFalse(
                        ROLLOUT_IN_PROGRESS,
                        "Deployment " + situation.name()
                                + " replaces its pods by those of the current spec, one after the other"))
                : Optional.empty();
    }

    private static Optional<Verdict> refusing(Situation situation) {
        return firstPod(situation, pod -> pod.report()
                .filter(report -> report.phase() == Phase.REFUSING)
                .map(_ -> Verdict.isFalse(
                        STARTING,
                        "The gateway in Pod " + pod.name() + " answers webhooks with 503 until it has an app secret")));
    }

    private static Optional<Verdict> starting(Situation situation) {
        int ready = situation.workload().ready();
        int wanted = wanted(situation);
        return ready >= wanted
                ? Optional.empty()
                : Optional.of(Verdict.isFalse(
                        STARTING,
                        situation.pods().isEmpty()
                                ? "Deployment " + situation.name() + " creates its pods"
                                : ready + " of " + wanted + " pods of Deployment " + situation.name() + " are ready"));
    }

    private static Optional<Verdict> statusUnavailable(Situation situation) {
        if (situation.pods().stream().allMatch(pod -> pod.report().isPresent())) {
            return Optional.empty();
        }
        Optional<Verdict> last = situation.lastVerdict(GATEWAY_READY);
        if (last.isPresent()
                && situation.pods().stream()
                        .allMatch(pod ->
                                pod.report().isPresent() || pod.observation().isEmpty())) {
            // The operator, or a pod, has just started: all are asked within a second. Until then the last word stands.
            return last.filter(verdict -> !verdict.isTrue());
        }
        return firstPod(
                situation,
                pod -> pod.report().isPresent()
                        ? Optional.empty()
                        : Optional.of(Verdict.unknown(
                                STATUS_UNAVAILABLE,
                                "The status of Pod " + pod.name() + " at port 9000 is not known: " + why(pod)
                                        + ". If this stays, look for a NetworkPolicy that keeps the operator out")));
    }

    private static String why(GatewayPod pod) {
        return pod.observation()
                .map(silence -> silence instanceof Unavailable<GatewayReport> unavailable ? unavailable.why() : null)
                .orElse("it has not been asked yet");
    }

    private static Optional<Verdict> configNotYetApplied(Situation situation) {
        return firstPod(situation, pod -> pod.report()
                .filter(report -> !report.applied(situation.configHash()))
                .map(_ -> Verdict.isFalse(
                        CONFIG_NOT_APPLIED,
                        situation.paused()
                                ? "The gateway works by an older spec or older accounts, and annotation "
                                        + Annotations.PAUSED + " keeps it so: "
                                        + Kubectl.removeAnnotation(situation.app(), Annotations.PAUSED)
                                : "The gateway in Pod " + pod.name() + " has not read its current configuration yet")));
    }

    private static Optional<Verdict> firstPod(Situation situation, Function<GatewayPod, Optional<Verdict>> check) {
        return situation.pods().stream()
                .flatMap(pod -> check.apply(pod).stream())
                .findFirst();
    }

    static int wanted(Situation situation) {
        return situation.workload().wanted(situation.app().getSpec().gateway().replicas());
    }
}
