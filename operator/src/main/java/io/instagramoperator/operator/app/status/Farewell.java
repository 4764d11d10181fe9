package io.instagramoperator.operator.app.status;

import static io.instagramoperator.crds.app.ConditionReason.DELETING;
import static java.util.stream.Collectors.joining;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.app.DeletionPolicy;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.pod.PodChecks;
import io.instagramoperator.operator.report.Credential.State;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.report.Problem;
import io.instagramoperator.operator.steering.Annotations;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** When a deleted app may go: once no account needs it and its callback is gone at Meta, or when nobody can or need see to that. */
public final class Farewell {

    private static final int MOST_NAMED = 10;

    /**
     * A reason to let go.
     *
     * @param why for the log, such as "the gateway has unregistered the callback"
     */
    private record Release(String why, Predicate<Situation> holds) {}

    private static final List<Release> AT_ONCE = List.of(
            new Release("spec.deletionPolicy is Orphan", Farewell::orphaned),
            new Release("there has never been a gateway", Farewell::neverHadGateway));

    private static final List<Release> WHEN_TOLD_TO_GO = List.of(
            new Release("the gateway has unregistered the callback", Farewell::drained),
            new Release("its namespace is being deleted, and the gateway with it", Farewell::namespaceGoes),
            new Release("its gateway has never run", Farewell::neverRan),
            new Release("its gateway has never had an app secret to register with", Farewell::neverHadCredentials));

    private Farewell() {}

    /** Why the app may go without more ado; empty: accounts need it, or the gateway is to be told to go. */
    public static Optional<String> atOnce(Situation situation) {
        return first(AT_ONCE, situation);
    }

    /** Why the app may go now that the gateway has been told to ({@code desired: Absent}); empty: it has to wait. */
    public static Optional<String> whenToldToGo(Situation situation) {
        return first(WHEN_TOLD_TO_GO, situation);
    }

    private static Optional<String> first(List<Release> releases, Situation situation) {
        return situation.blueprint().leaving()
                ? releases.stream()
                        .filter(release -> release.holds().test(situation))
                        .map(Release::why)
                        .findFirst()
                : Optional.empty();
    }

    /** An account that refers to the app and is not deleted itself waits for somebody to say what shall become of it. */
    static Optional<Verdict> forHuman(Situation situation) {
        return situation.blueprint().accounts().stream()
                        .anyMatch(account -> situation.blueprint().refers(account) && !account.isMarkedForDeletion())
                ? Optional.of(Verdict.isFalse(DELETING, ""))
                : Optional.empty();
    }

    /** What a deleted app waits for, and how not to. */
    static String waitingFor(Situation situation, Optional<String> obstacle) {
        Optional<ChildFailure> kept = ChildFailure.notReleased(situation.failures());
        if (kept.isPresent()) {
            return "Nothing else is waited for, but " + kept.get().inWords(situation.app());
        }
        if (situation.paused()) {
            return "Deletion waits because annotation " + Annotations.PAUSED + " is \"true\": "
                    + Kubectl.removeAnnotation(situation.app(), Annotations.PAUSED);
        }
        List<String> holders = situation.blueprint().holders();
        if (!holders.isEmpty()) {
            return "Waits for those accounts that receive their webhooks through this app: "
                    + named(holders)
                    + ". Delete them, or give each spec.app or another spec.appRef; those that there are: "
                    + Kubectl.accounts(situation.namespace());
        }
        return waitingForMeta(situation, obstacle) + ". To let go and leave Meta as it is: "
                + Kubectl.orphan(situation.app());
    }

    private static String waitingForMeta(Situation situation, Optional<String> obstacle) {
        if (situation.reports().isEmpty()) {
            return "Waits for the gateway to unregister the callback at Meta, which it cannot now: "
                    + obstacle.map(Clause::of).orElse("it does not report");
        }
        return CallbackChecks.webhook(situation)
                .map(GatewayReport.Webhook::problem)
                .map(Problem::message)
                .map(message ->
                        "The gateway cannot unregister the callback at Meta, and keeps trying: " + Clause.of(message))
                .orElse("The gateway unregisters the callback at Meta");
    }

    private static String named(List<String> holders) {
        String names = holders.stream().limit(MOST_NAMED).collect(joining(", "));
        return holders.size() > MOST_NAMED ? names + " and " + (holders.size() - MOST_NAMED) + " more" : names;
    }

    private static boolean orphaned(Situation situation) {
        return situation.app().getSpec().deletionPolicy() == DeletionPolicy.ORPHAN;
    }

    /** One that has not read its new configuration yet could register the callback again. */
    private static boolean drained(Situation situation) {
        List<GatewayReport> reports = situation.reports();
        return !reports.isEmpty()
                && reports.stream()
                        .allMatch(report -> report.applied(situation.configHash()) && report.phase() == Phase.DRAINED);
    }

    private static boolean namespaceGoes(Situation situation) {
        return situation.failures().stream().anyMatch(failure -> failure.cause() == Cause.NAMESPACE_TERMINATING);
    }

    private static boolean neverHadGateway(Situation situation) {
        return neverRegistered(situation)
                && situation.deployment().isEmpty()
                && situation.pods().isEmpty();
    }

    private static boolean neverRan(Situation situation) {
        return neverRegistered(situation)
                && situation.pods().stream().map(GatewayPod::pod).noneMatch(PodChecks::everStarted);
    }

    private static boolean neverHadCredentials(Situation situation) {
        List<SecretKeyRef> secrets = situation.app().getSpec().secretRefs();
        return neverRegistered(situation)
                && !situation.reports().isEmpty()
                && situation.reports().stream()
                        .noneMatch(report -> secrets.stream().anyMatch(ref -> present(report, ref)));
    }

    private static boolean present(GatewayReport report, SecretKeyRef ref) {
        return report.credentials().stream()
                .anyMatch(credential -> credential.isAbout(ref) && credential.state() == State.PRESENT);
    }

    /** Gateways report on the callback after their first talk with Meta, and the status keeps it from then on. */
    private static boolean neverRegistered(Situation situation) {
        return situation.lastStatus().map(MetaAppStatus::webhook).isEmpty()
                && situation.reports().stream()
                        .map(GatewayReport::webhook)
                        .allMatch(webhook -> webhook == null || webhook.registered() == null);
    }
}
