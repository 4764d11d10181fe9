package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.operator.account.desired.Presence;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.report.Phase;

/**
 * What becomes of the receiver of an account whose Instagram id belongs to an older account. It may have been there first: the older account came
 * from a namespace that was not watched before, or was created in the same second. Two receivers that both subscribe would take the callback from
 * each other for ever.
 */
final class StandingBack {

    private StandingBack() {}

    /** The same situation, with the presence that is wanted in it. */
    static Situation decide(Situation situation) {
        if (situation.elder().isEmpty()) {
            return situation;
        }
        Situation leaving = situation.withPresence(Presence.LEAVING);
        return stopped(leaving) || hasLeft(leaving) ? situation.withPresence(Presence.GONE) : leaving;
    }

    /** Whether there is something to be told or stopped. One that has no receiver yet gets none. */
    static boolean concerns(Situation situation) {
        return situation.elder().isPresent() && situation.deployment().isPresent();
    }

    private static boolean stopped(Situation situation) {
        return situation
                .deployment()
                .map(Deployment::getSpec)
                .filter(spec -> Integer.valueOf(0).equals(spec.getReplicas()))
                .isPresent();
    }

    private static boolean hasLeft(Situation situation) {
        return situation
                .report()
                .filter(report -> report.applied(situation.configHash()) && report.phase() == Phase.DRAINED)
                .isPresent();
    }
}
