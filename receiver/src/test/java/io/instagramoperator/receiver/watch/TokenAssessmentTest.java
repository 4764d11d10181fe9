package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.TokenInfo;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.watch.Problem.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the token is worth for what was seen. Each test begins with a good token and changes one thing. */
class TokenAssessmentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(300);
    private static final TokenReport LAST = new TokenReport(
            Optional.of(true),
            Optional.of("acme"),
            Optional.of(NOW.plus(Duration.ofDays(50))),
            Optional.empty(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.of(BEFORE));

    private final ReceiverHome home;
    private final String type = "PAGE";
    private boolean valid = true;
    private Optional<Instant> expiresAt = Optional.empty();
    private Optional<Instant> dataAccessExpiresAt = Optional.empty();
    private Optional<Set<String>> scopes =
            Optional.of(Set.of("instagram_basic", "instagram_manage_messages", "pages_manage_metadata"));
    private Map<String, Set<String>> targets = Map.of();
    private Optional<String> profileId = Optional.of("102938475610293");
    private Optional<GraphError> error = Optional.empty();
    private Seen<Me> me = me("102938475610293", "17841405822304914");
    private Optional<Seen<TokenInfo>> unanswered = Optional.empty();
    private Optional<GraphError> stop = Optional.empty();
    private RefreshFacts refresh = RefreshFacts.NONE;

    TokenAssessmentTest(@TempDir Path folder) {
        home = new ReceiverHome(folder);
    }

    @Test
    void hasNothingToSayAboutAGoodToken() {
        // When // Then
        assertThat(assess())
                .isEqualTo(new TokenReport(
                        Optional.of(true),
                        Optional.of("acme"),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.of(NOW)));
    }

    @Test
    void tellsAnExpiredTokenFromARevokedOne() {
        // Given
        valid = false;
        error = Optional.of(new GraphError(190, 463, "Session has expired", "", false, 200));

        // When
        TokenReport expired = assess();
        error = Optional.of(new GraphError(190, 460, "The password was changed", "", false, 200));
        TokenReport revoked = assess();

        // Then
        assertThat(expired.valid()).contains(false);
        assertReason(expired, Reason.TOKEN_EXPIRED, "Session has expired");
        assertThat(revoked.valid()).contains(false);
        assertReason(revoked, Reason.TOKEN_REVOKED, "The password was changed");
    }

    @Test
    void believesARefusalMoreThanDebugToken() {
        // Given
        me = Seen.of(refused(190, 458, "The user removed the app"));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.valid()).contains(false);
        assertReason(report, Reason.TOKEN_REVOKED, "The user removed the app");
    }

    @Test
    void warnsTwoWeeksBeforeTheTokenEnds() {
        // Given
        expiresAt = Optional.of(NOW.plus(Duration.ofDays(14)).minusSeconds(1));

        // When
        TokenReport soon = assess();
        expiresAt = Optional.of(NOW.plus(Duration.ofDays(14)).plusSeconds(1));
        TokenReport later = assess();

        // Then
        assertThat(soon.valid()).contains(true);
        assertReason(soon, Reason.TOKEN_EXPIRING_SOON, "2026-12-07T11:59:59Z");
        assertThat(later.problem()).isEmpty();
        assertThat(later.expiresAt()).isEqualTo(expiresAt);
    }

    @Test
    void warnsWhenTheAccessToDataEnds() {
        // Given
        dataAccessExpiresAt = Optional.of(NOW.minusSeconds(1));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.valid()).contains(true);
        assertReason(report, Reason.TOKEN_EXPIRING_SOON, "access to the account's data ended at");
    }

    @Test
    void namesMissingPermissions() {
        // Given
        scopes = Optional.of(Set.of("instagram_basic"));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.missingPermissions()).containsExactly("instagram_manage_messages", "pages_manage_metadata");
        assertReason(report, Reason.PERMISSION_MISSING, "instagram_manage_messages, pages_manage_metadata");
    }

    @Test
    void asksForPermissionToReadCommentsOnlyIfTheyAreWanted() {
        // Given
        home.with("webhook", "{ fields: [ messages, comments ] }");

        // When // Then
        assertThat(assess().missingPermissions()).containsExactly("instagram_manage_comments");
    }

    @Test
    void countsAPermissionOnlyIfItCoversTheAccount() {
        // Given
        targets = Map.of(
                "instagram_manage_messages", Set.of("999"), "instagram_basic", Set.of("17841405822304914", "999"));

        // When // Then
        assertThat(assess().missingPermissions()).containsExactly("instagram_manage_messages");
    }

    @Test
    void doesNotCallPermissionsMissingThatMetaDoesNotTell() {
        // Given
        scopes = Optional.empty();

        // When // Then
        assertThat(assess().problem()).isEmpty();
    }

    @Test
    void findsTheTokenOfAnotherPageOrAccount() {
        // Given
        profileId = Optional.of("555");

        // When
        TokenReport otherPage = assess();
        profileId = Optional.of("102938475610293");
        me = me("102938475610293", "17840000000000000");
        TokenReport otherAccount = assess();

        // Then
        assertReason(otherPage, Reason.WRONG_ACCOUNT, "Page 555, not to account.pageId 102938475610293");
        assertReason(
                otherAccount,
                Reason.WRONG_ACCOUNT,
                "account 17840000000000000 (@acme), not to account.instagramId 17841405822304914");
    }

    @Test
    void keepsWhatItKnewWhileMetaCannotBeAsked() {
        // Given
        unanswered = Optional.of(Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com")));
        me = Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com"));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.valid()).contains(true);
        assertThat(report.username()).contains("acme");
        assertThat(report.expiresAt()).isEqualTo(LAST.expiresAt());
        assertThat(report.checkedAt()).contains(BEFORE);
        assertReason(report, Reason.UNVERIFIED, "no connection to graph.facebook.com");
    }

    @Test
    void knowsWithoutTheAppSecretThatTheTokenIsAcceptedButNotMore() {
        // Given
        unanswered =
                Optional.of(new Seen.Lacking<>("app.secretFiles[0]: key 'app-secret' of 'acme' is missing; create it"));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.valid()).contains(true);
        assertReason(report, Reason.UNVERIFIED, "app.secretFiles[0]");
    }

    @Test
    void doesNotMindThatTheNameCannotBeAsked() {
        // Given
        me = Seen.of(refused(100, 0, "Tried accessing nonexisting field"));

        // When
        TokenReport report = assess();

        // Then
        assertThat(report.problem()).isEmpty();
        assertThat(report.username()).contains("acme");
    }

    @Test
    void showsWhatStopsAllReplies() {
        // Given
        stop = Optional.of(
                new GraphError(10, 0, "Application does not have permission for this action", "", false, 403));

        // When
        TokenReport permission = assess();
        stop = Optional.of(new GraphError(190, 463, "Session has expired", "", false, 400));
        TokenReport token = assess();

        // Then
        assertReason(permission, Reason.PERMISSION_MISSING, "Application does not have permission");
        assertThat(token.valid()).contains(false);
        assertReason(token, Reason.TOKEN_EXPIRED, "Session has expired");
    }

    @Test
    void needsOnlyMeWithInstagramLogin() {
        // Given
        home.withInstagramLogin();
        unanswered = Optional.of(new Seen.NotAsked<>());
        me = Seen.of(
                new GraphResult.Ok<>(new Me(Optional.empty(), Optional.of("17841405822304914"), Optional.of("acme"))));

        // When
        TokenReport good = assess();
        me = Seen.of(refused(190, 0, "Error validating access token"));
        TokenReport bad = assess();

        // Then
        assertThat(good.valid()).contains(true);
        assertThat(good.problem()).isEmpty();
        assertThat(bad.valid()).contains(false);
        assertReason(bad, Reason.TOKEN_REVOKED, "Error validating access token");
    }

    @Test
    void knowsTheEndOfARefreshedTokenAndWarnsWhenNoNewerOneComes() {
        // Given
        home.withInstagramLogin();
        unanswered = Optional.of(new Seen.NotAsked<>());
        Instant later = NOW.plus(Duration.ofDays(14)).plusSeconds(1);
        Instant soon = later.minusSeconds(2);
        String error = "Meta answered error 10 (HTTP 400): no permission";

        // When
        refresh = new RefreshFacts(Optional.of(later), Optional.of(error));
        TokenReport enough = assess();
        refresh = new RefreshFacts(Optional.of(soon), Optional.of(error));
        TokenReport little = assess();

        // Then
        assertThat(enough.expiresAt()).contains(later);
        assertThat(enough.problem()).isEmpty();
        assertThat(little.valid()).contains(true);
        assertReason(little, Reason.TOKEN_EXPIRING_SOON, "ends at " + soon + " and could not be refreshed: " + error);
    }

    @Test
    void callsARefusedTokenExpiredWhenItsTimeIsOver() {
        // Given
        home.withInstagramLogin();
        unanswered = Optional.of(new Seen.NotAsked<>());
        refresh = new RefreshFacts(Optional.of(NOW.minusSeconds(1)), Optional.empty());
        me = Seen.of(refused(190, 0, "Error validating access token"));

        // When // Then
        assertReason(assess(), Reason.TOKEN_EXPIRED, "Error validating access token");
    }

    @Test
    void doesNotKeepTheEndOfATokenThatIsNoLongerInForce() {
        // Given
        home.withInstagramLogin();
        unanswered = Optional.of(new Seen.NotAsked<>());

        // When // Then
        assertThat(LAST.expiresAt()).isPresent();
        assertThat(assess().expiresAt()).isEmpty();
    }

    private TokenReport assess() {
        Seen<TokenInfo> info = unanswered.orElseGet(() -> Seen.of(new GraphResult.Ok<>(
                new TokenInfo(type, valid, expiresAt, dataAccessExpiresAt, scopes, targets, profileId, error))));
        return TokenAssessment.assess(new TokenFacts(home.config(), info, me, stop, refresh), LAST, NOW);
    }

    private static void assertReason(TokenReport report, Reason reason, String part) {
        assertThat(report.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).contains(part);
        });
    }

    private static Seen<Me> me(String pageId, String instagramId) {
        return Seen.of(
                new GraphResult.Ok<>(new Me(Optional.of(pageId), Optional.of(instagramId), Optional.of("acme"))));
    }

    private static <T> GraphResult<T> refused(int code, int subcode, String message) {
        return new GraphResult.Refused<>(new GraphError(code, subcode, message, "", false, 400));
    }
}
