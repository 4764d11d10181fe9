package io.instagramoperator.operator.account.status;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
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

/** When a deleted account may go: once Meta no longer sends to it, or when nobody can or need see to that. */
public final class Farewell {

    /**
     * A reason to let go.
     *
     * @param why for the log, such as "the receiver has drained"
     */
    private record Release(String why, Predicate<Situation> holds) {}

    private static final List<Release> AT_ONCE = List.of(
            new Release("spec.deletionPolicy is Orphan", Farewell::orphaned),
            new Release(
                    "its Instagram id belongs to an older account, and no receiver runs",
                    situation ->
                            situation.elder().isPresent() && situation.pod().isEmpty()),
            new Release("there has never been a receiver", Farewell::neverHadReceiver));

    private static final List<Release> WHEN_TOLD_TO_GO = List.of(
            new Release("the receiver has unsubscribed and drained", Farewell::drained),
            new Release("its namespace is being deleted, and the receiver with it", Farewell::namespaceGoes),
            new Release("its receiver has never run", Farewell::neverRan),
            new Release("its receiver has never had the credentials to subscribe", Farewell::neverHadCredentials));

    private Farewell() {}

    /** Why the account may go without more ado; empty: the receiver is to be told to go. */
    public static Optional<String> atOnce(Situation situation) {
        return first(AT_ONCE, situation);
    }

    /** Why the account may go now that the receiver has been told to ({@code desired: Absent}); empty: it has to wait. */
    public static Optional<String> whenToldToGo(Situation situation) {
        return first(WHEN_TOLD_TO_GO, situation);
    }

    private static Optional<String> first(List<Release> releases, Situation situation) {
        return releases.stream()
                .filter(release -> release.holds().test(situation))
                .map(Release::why)
                .findFirst();
    }

    /** What a deleted account waits for, and how not to. */
    static String waitingFor(Situation situation, Optional<String> obstacle) {
        Optional<ChildFailure> kept = ChildFailure.notReleased(situation.failures());
        if (kept.isPresent()) {
            return "Nothing else is waited for, but " + kept.get().inWords(situation.account());
        }
        if (situation.paused()) {
            return "Deletion waits because annotation " + Annotations.PAUSED + " is \"true\": "
                    + Kubectl.removeAnnotation(situation.account(), Annotations.PAUSED);
        }
        return situation
                        .report()
                        .map(report -> ofReport(situation, report))
                        .orElse("Waits for the receiver to unsubscribe at Meta, which it cannot now: "
                                + obstacle.map(Clause::of).orElse("it does not report"))
                + ". To let go and leave Meta as it is: " + Kubectl.orphan(situation.account());
    }

    /** What the receiver says it waits for may be Meta, or replies and events; of events, the operator knows why they wait. */
    private static String ofReport(Situation situation, ReceiverReport report) {
        Problem problem = report.webhook() == null ? null : report.webhook().problem();
        Optional<String> undelivered = undelivered(situation);
        if (problem != null) {
            return "The receiver in Pod " + situation.podName() + " is not done, and keeps trying: "
                    + Clause.of(problem.message())
                    + undelivered.map(why -> ". " + why).orElse("");
        }
        return "The receiver in Pod " + situation.podName() + " unsubscribes at Meta"
                + (drains(situation) ? " and delivers its backlog" : "")
                + undelivered.map(why -> ", which waits: " + why).orElse("");
    }

    /** Why events are not delivered that are to be, if it is known. */
    private static Optional<String> undelivered(Situation situation) {
        return Optional.of(DeliveringChecks.verdict(situation))
                .filter(_ -> drains(situation))
                .filter(delivering -> delivering.status() == Verdict.Status.FALSE)
                .map(delivering -> Clause.of(delivering.message()));
    }

    private static boolean drains(Situation situation) {
        return situation.account().getSpec().deletionPolicy() == DeletionPolicy.DRAIN;
    }

    private static boolean orphaned(Situation situation) {
        return situation.account().getSpec().deletionPolicy() == DeletionPolicy.ORPHAN;
    }

    private static boolean drained(Situation situation) {
        return situation
                .report()
                .filter(report -> report.applied(situation.configHash()) && report.phase() == Phase.DRAINED)
                .isPresent();
    }

    private static boolean namespaceGoes(Situation situation) {
        return situation.failures().stream().anyMatch(failure -> failure.cause() == Cause.NAMESPACE_TERMINATING);
    }

    private static boolean neverHadReceiver(Situation situation) {
        return neverSubscribed(situation)
                && situation.deployment().isEmpty()
                && situation.pod().isEmpty();
    }

    private static boolean neverRan(Situation situation) {
        return neverSubscribed(situation) && situation.pod().stream().noneMatch(PodChecks::everStarted);
    }

    /** Without the access token or an app secret no receiver can subscribe anything. */
    private static boolean neverHadCredentials(Situation situation) {
        InstagramAccountSpec spec = situation.account().getSpec();
        return neverSubscribed(situation)
                && situation
                        .report()
                        .filter(report -> !present(report, spec.accessTokenRef())
                                || situation.apps().inUse().stream()
                                        .flatMap(app -> app.secretRefs().stream())
                                        .noneMatch(ref -> present(report, ref)))
                        .isPresent();
    }

    private static boolean present(ReceiverReport report, SecretKeyRef ref) {
        return report.credentials().stream()
                .anyMatch(credential -> credential.isAbout(ref) && credential.state() == State.PRESENT);
    }

    /** Receivers report on the subscription after their first talk with Meta, and the status keeps it from then on. */
    private static boolean neverSubscribed(Situation situation) {
        return situation.lastStatus().map(InstagramAccountStatus::webhook).isEmpty()
                && situation
                        .report()
                        .map(ReceiverReport::webhook)
                        .filter(Webhook::isChecked)
                        .isEmpty();
    }
}
