package io.instagramoperator.operator.account.report;

import io.instagramoperator.operator.account.report.Observation.Reported;
import io.instagramoperator.operator.account.report.Observation.Unavailable;
import io.instagramoperator.operator.account.report.ReceiverReport.Credential;
import io.instagramoperator.operator.account.report.ReceiverReport.Phase;
import java.time.Duration;

/** How long to wait before asking the same receiver again. */
enum Pace {
    /** Something is on its way and somebody may be waiting for it. */
    EXPECTING(Duration.ofSeconds(1)),
    /** The receiver reports a problem, whose end should be seen soon. */
    TROUBLED(Duration.ofSeconds(5)),
    /** All is well. */
    CONTENT(Duration.ofSeconds(30));

    private static final double JITTER = 0.2;

    private final Duration base;

    Pace(Duration base) {
        this.base = base;
    }

    static Pace after(Observation observation, Target target) {
        return switch (observation) {
            case Unavailable _ -> EXPECTING;
            case Reported reported when !settled(reported.report(), target) -> EXPECTING;
            case Reported reported when troubled(reported.report()) -> TROUBLED;
            case Reported _ -> CONTENT;
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

    private static boolean settled(ReceiverReport report, Target target) {
        if (!report.applied(target.configHash()) || report.phase() == Phase.DRAINING) {
            return false;
        }
        boolean askedMeta = report.webhook() != null
                && report.token() != null
                && (report.webhook().registered() != null || report.webhook().problem() != null)
                && (report.token().valid() != null || report.token().problem() != null);
        return askedMeta || report.phase() != Phase.RUNNING;
    }

    private static boolean troubled(ReceiverReport report) {
        return report.phase() == Phase.REFUSING
                || report.credentials().stream().anyMatch(c -> c.state() != Credential.State.PRESENT)
                || (report.webhook() != null && report.webhook().problem() != null)
                || (report.token() != null && report.token().problem() != null);
    }
}
