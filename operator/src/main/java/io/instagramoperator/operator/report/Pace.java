package io.instagramoperator.operator.report;

import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import java.time.Duration;

/** How long to wait before asking the same pod again. */
enum Pace {
    /** Something is on its way and somebody may be waiting for it. */
    EXPECTING(Duration.ofSeconds(1)),
    /** The pod reports a problem, whose end should be seen soon. */
    TROUBLED(Duration.ofSeconds(5)),
    /** The configuration has just changed: what its subscriptions are worth shows with the next events. */
    TRYING(Duration.ofSeconds(5)),
    /** All is well. */
    CONTENT(Duration.ofSeconds(30));

    private static final double JITTER = 0.2;

    /** How long a configuration is new. */
    private static final Duration NEW = Duration.ofMinutes(2);

    private final Duration base;

    Pace(Duration base) {
        this.base = base;
    }

    /**
     * The pace after an observation.
     *
     * @param followed how long the target has been followed
     */
    static Pace after(Observation<?> observation, Target target, Duration followed) {
        return switch (observation) {
            case Unavailable<?> _ -> EXPECTING;
            case Reported<?> reported when !settled(reported.report(), target) -> EXPECTING;
            case Reported<?> reported when reported.report().troubled() -> TROUBLED;
            case Reported<?> _ when !target.subscriptions().isEmpty() && followed.compareTo(NEW) < 0 -> TRYING;
            case Reported<?> _ -> CONTENT;
        };
    }

    /**
     * The time to wait, spread by a fifth in both directions so that accounts that started together drift apart.
     *
     * @param random 0 to 1
     */
    Duration delay(double random) {
        return Duration.ofMillis(Math.round(base.toMillis() * (1 - JITTER + 2 * JITTER * random)));
    }

    private static boolean settled(Report report, Target target) {
        return report.applied(target.configHash())
                && report.credentials().stream().noneMatch(Credential::isLacking)
                && switch (report.phase()) {
                    case RUNNING -> report.hasAskedMeta();
                    case DRAINED -> true;
                    case DRAINING, REFUSING -> false;
                };
    }
}
