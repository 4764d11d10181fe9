package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.TokenInfo;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was seen of a good token, until a test changes one thing, and what is thought of it. */
final class SeenToken {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant BEFORE = NOW.minusSeconds(300);
    static final TokenReport LAST = new TokenReport(
            Optional.of(true),
            Optional.of("acme"),
            Optional.of(NOW.plus(Duration.ofDays(50))),
            Optional.empty(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.of(BEFORE));

    final ReceiverHome home;
    boolean valid = true;
    Optional<Instant> expiresAt = Optional.empty();
    Optional<Instant> dataAccessExpiresAt = Optional.empty();
    Optional<Set<String>> scopes =
            Optional.of(Set.of("instagram_basic", "instagram_manage_messages", "pages_manage_metadata"));
    Map<String, Set<String>> targets = Map.of();
    Optional<String> profileId = Optional.of("102938475610293");
    Optional<GraphError> error = Optional.empty();
    Seen<Me> me = me("102938475610293", "17841405822304914");
    Optional<Seen<TokenInfo>> unanswered = Optional.empty();
    Optional<GraphError> stop = Optional.empty();
    RefreshFacts refresh = RefreshFacts.NONE;

    SeenToken(Path folder) {
        home = new ReceiverHome(folder);
    }

    /** The same, and a good one, for Instagram Login: there is no {@code debug_token}, and {@code /me} has another shape. */
    SeenToken ofInstagramLogin() {
        home.withInstagramLogin();
        unanswered = Optional.of(new Seen.NotAsked<>());
        return this;
    }

    TokenReport assess() {
        Seen<TokenInfo> info = unanswered.orElseGet(() -> Seen.of(new GraphResult.Ok<>(
                new TokenInfo("PAGE", valid, expiresAt, dataAccessExpiresAt, scopes, targets, profileId, error))));
        return TokenAssessment.assess(new TokenFacts(home.config(), info, me, stop, refresh), LAST, NOW);
    }

    static void assertReason(TokenReport report, Reason reason, String part) {
        assertThat(report.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).contains(part);
        });
    }

    static Seen<Me> me(String pageId, String instagramId) {
        return Seen.of(
                new GraphResult.Ok<>(new Me(Optional.of(pageId), Optional.of(instagramId), Optional.of("acme"))));
    }

    static <T> GraphResult<T> refused(int code, int subcode, String message) {
        return new GraphResult.Refused<>(new GraphError(code, subcode, message, "", false, 400));
    }
}
