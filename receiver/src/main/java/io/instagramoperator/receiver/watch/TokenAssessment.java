package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.TokenInfo;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Judges the access token by what was seen. Pure: the same facts give the same report. */
final class TokenAssessment {

    static final Duration SOON = Duration.ofDays(14);

    private static final int SESSION = 102;
    private static final int TOKEN = 190;
    private static final int TOKEN_EXPIRED = 463;

    private TokenAssessment() {}

    /**
     * What is so now.
     *
     * @param last the report before; what Meta does not answer now is kept from it
     */
    static TokenReport assess(TokenFacts facts, TokenReport last, Instant now) {
        Optional<TokenInfo> info = facts.info().answer();
        Optional<Me> me = facts.me().answer();
        Optional<Boolean> valid = valid(facts);
        return new TokenReport(
                valid.or(last::valid),
                me.flatMap(Me::username).or(last::username),
                tellsTheEnd(facts) ? facts.expiresAt() : last.expiresAt(),
                info.isPresent() ? info.flatMap(TokenInfo::dataAccessExpiresAt) : last.dataAccessExpiresAt(),
                info.map(i -> missing(facts.config(), i)).orElse(last.missingPermissions()),
                problem(facts, now),
                valid.isPresent() ? Optional.of(now) : last.checkedAt());
    }

    /** With Instagram Login nothing is asked for the end: it is known, or not, from the token's own beginning. */
    private static boolean tellsTheEnd(TokenFacts facts) {
        return facts.info().answer().isPresent() || facts.config().account().login() == Login.INSTAGRAM;
    }

    /** Says no as soon as one answer says no: Meta's {@code debug_token} lags behind. */
    private static Optional<Boolean> valid(TokenFacts facts) {
        if (tokenError(facts).isPresent()) {
            return Optional.of(false);
        }
        return facts.info().answer().map(TokenInfo::valid).or(() -> facts.me()
                .answer()
                .map(_ -> true));
    }

    /** Why Meta does not accept the token, if any answer says that it does not. */
    private static Optional<GraphError> tokenError(TokenFacts facts) {
        Optional<GraphError> ofInfo = facts.info()
                .answer()
                .filter(info -> !info.valid())
                .map(info -> info.error()
                        .orElse(new GraphError(TOKEN, 0, "debug_token says that it is not valid", "", false, 200)));
        return ofInfo.or(() -> refusal(facts.me()).filter(TokenAssessment::concernsToken))
                .or(() -> facts.stop().filter(TokenAssessment::concernsToken));
    }

    static boolean concernsToken(GraphError error) {
        return error.code() == TOKEN || error.code() == SESSION;
    }

    private static Optional<GraphError> refusal(Seen<?> seen) {
        return seen instanceof Seen.Asked<?>(GraphResult.Refused<?>(GraphError error), var change)
                ? Optional.of(error)
                : Optional.empty();
    }

    private static Optional<Problem> problem(TokenFacts facts, Instant now) {
        return lacking(facts)
                .or(() -> invalid(facts, now))
                .or(() -> wrongAccount(facts))
                .or(() -> missingPermission(facts))
                .or(() -> stopped(facts))
                .or(() -> unverified(facts))
                .or(() -> endsSoon(facts, now));
    }

    private static Optional<Problem> lacking(TokenFacts facts) {
        return facts.me() instanceof Seen.Lacking<Me>(String problem)
                ? problem(Reason.UNVERIFIED, "the access token cannot be checked: " + problem)
                : Optional.empty();
    }

    private static Optional<Problem> invalid(TokenFacts facts, Instant now) {
        return tokenError(facts).flatMap(error -> {
            boolean expired = error.subcode() == TOKEN_EXPIRED
                    || facts.expiresAt().filter(now::isAfter).isPresent();
            return problem(
                    expired ? Reason.TOKEN_EXPIRED : Reason.TOKEN_REVOKED,
                    "the token in accessTokenFile is not accepted: " + error.describe()
                            + "; connect the account to the app again and store the new token");
        });
    }

    private static Optional<Problem> wrongAccount(TokenFacts facts) {
        ReceiverConfig.Account account = facts.config().account();
        Optional<Me> me = facts.me().answer();
        Optional<String> instagramId = me.flatMap(Me::instagramId).filter(id -> !id.equals(account.instagramId()));
        if (instagramId.isPresent()) {
            return wrongAccount("account " + instagramId.get()
                    + me.flatMap(Me::username).map(u -> " (@" + u + ")").orElse("") + ", not to account.instagramId "
                    + account.instagramId());
        }
        return facts.info()
                .answer()
                .filter(info -> info.type().isEmpty() || info.type().equals("PAGE"))
                .flatMap(TokenInfo::profileId)
                .filter(page -> !account.pageId().equals(Optional.of(page)))
                .flatMap(page -> wrongAccount("Page " + page + ", not to account.pageId "
                        + account.pageId().orElse("")));
    }

    private static Optional<Problem> wrongAccount(String whose) {
        return problem(
                Reason.WRONG_ACCOUNT,
                "the token in accessTokenFile belongs to " + whose + "; store the token of that account");
    }

    private static Optional<Problem> missingPermission(TokenFacts facts) {
        return facts.info()
                .answer()
                .map(info -> missing(facts.config(), info))
                .filter(names -> !names.isEmpty())
                .flatMap(names -> problem(
                        Reason.PERMISSION_MISSING,
                        "the token in accessTokenFile lacks " + String.join(", ", names) + " for account "
                                + facts.config().account().instagramId()
                                + "; grant it when you connect the account to the app again, and store the new token"));
    }

    private static Optional<Problem> stopped(TokenFacts facts) {
        return facts.stop()
                .flatMap(error -> problem(
                        Reason.PERMISSION_MISSING,
                        "Meta refuses all replies of account "
                                + facts.config().account().instagramId() + "; they wait: " + error.describe()));
    }

    private static Optional<Problem> unverified(TokenFacts facts) {
        Seen<?> needed = facts.config().account().login() == Login.FACEBOOK ? facts.info() : facts.me();
        return switch (needed) {
            case Seen.Lacking<?>(String problem) ->
                problem(Reason.UNVERIFIED, "the access token cannot be checked: " + problem);
            case Seen.Asked<?>(GraphResult<?> result, var change)
            when !(result instanceof GraphResult.Ok<?>) ->
                problem(Reason.UNVERIFIED, "the access token cannot be checked: " + result.describe());
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> endsSoon(TokenFacts facts, Instant now) {
        Instant limit = now.plus(SOON);
        Optional<Instant> token = facts.expiresAt().filter(limit::isAfter);
        Optional<Instant> data =
                facts.info().answer().flatMap(TokenInfo::dataAccessExpiresAt).filter(limit::isAfter);
        return token.flatMap(at -> problem(
                        Reason.TOKEN_EXPIRING_SOON,
                        "the token in accessTokenFile ends at " + at
                                + facts.refresh()
                                        .error()
                                        .map(e -> " and could not be refreshed: " + e)
                                        .orElse("")
                                + "; connect the account to the app again and store the new token"))
                .or(() -> data.flatMap(at -> problem(
                        Reason.TOKEN_EXPIRING_SOON,
                        "the app's access to the account's data " + (at.isAfter(now) ? "ends" : "ended") + " at " + at
                                + "; the person who connected the account must log in to the app again")));
    }

    /** Permissions that this receiver needs with Facebook Login and that the token does not have for this account. */
    private static SortedSet<String> missing(ReceiverConfig config, TokenInfo info) {
        SortedSet<String> missing = new TreeSet<>();
        for (String scope : needed(config)) {
            Set<String> targets = info.targets().getOrDefault(scope, Set.of());
            boolean forUs = targets.isEmpty()
                    || targets.contains(config.account().instagramId())
                    || config.account().pageId().filter(targets::contains).isPresent();
            if (info.scopes().filter(scopes -> !scopes.contains(scope)).isPresent() || !forUs) {
                missing.add(scope);
            }
        }
        return missing;
    }

    /** "Instagram API with Facebook Login", permissions for messages; and for comments, if they are wanted. */
    private static List<String> needed(ReceiverConfig config) {
        List<String> names =
                new ArrayList<>(List.of("instagram_basic", "instagram_manage_messages", "pages_manage_metadata"));
        if (config.webhook().fields().stream().anyMatch(Set.of("comments", "live_comments", "mentions")::contains)) {
            names.add("instagram_manage_comments");
        }
        return names;
    }

    private static Optional<Problem> problem(Reason reason, String message) {
        return Optional.of(new Problem(reason, message));
    }
}
