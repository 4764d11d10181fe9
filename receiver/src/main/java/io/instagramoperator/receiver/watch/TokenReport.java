package io.instagramoperator.receiver.watch;

import io.instagramoperator.webhook.registration.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the access token is worth.
 *
 * @param valid whether Meta accepts it; empty until this is known
 * @param username whose it is, without @; empty until this is known
 * @param expiresAt empty: never, or not known
 * @param dataAccessExpiresAt when somebody must use the app again; empty: never, or not known
 * @param missingPermissions permissions that this receiver needs and that the token lacks
 * @param checkedAt when Meta last answered
 */
public record TokenReport(
        Optional<Boolean> valid,
        Optional<String> username,
        Optional<Instant> expiresAt,
        Optional<Instant> dataAccessExpiresAt,
        SortedSet<String> missingPermissions,
        Optional<Problem> problem,
        Optional<Instant> checkedAt) {

    /** Before anything was checked. */
    public static final TokenReport UNKNOWN = new TokenReport(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>(),
            Optional.of(new Problem(Problem.Reason.UNVERIFIED, "the access token has not been checked yet")),
            Optional.empty());
}
