package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the token of Facebook Login is worth for what was seen. Each test begins with a good token and changes one thing. */
class TokenAssessmentTest {

    private final SeenToken seen;

    TokenAssessmentTest(@TempDir Path folder) {
        seen = new SeenToken(folder);
    }

    @Test
    void hasNothingToSayAboutAGoodToken() {
        // When // Then
        assertThat(seen.assess())
                .isEqualTo(new TokenReport(
                        Optional.of(true),
                        Optional.of("acme"),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeSet<>(),
                        Optional.empty(),
                        Optional.of(SeenToken.NOW)));
    }

    @Test
    void tellsAnExpiredTokenFromARevokedOne() {
        // Given
        seen.valid = false;
        seen.error = Optional.of(new GraphError(190, 463, "Session has expired", "", false, 200));

        // When
        TokenReport expired = seen.assess();
        seen.error = Optional.of(new GraphError(190, 460, "The password was changed", "", false, 200));
        TokenReport revoked = seen.assess();

        // Then
        assertThat(expired.valid()).contains(false);
        SeenToken.assertReason(expired, Reason.TOKEN_EXPIRED, "Session has expired");
        assertThat(revoked.valid()).contains(false);
        SeenToken.assertReason(revoked, Reason.TOKEN_REVOKED, "The password was changed");
    }

    @Test
    void believesARefusalMoreThanDebugToken() {
        // Given
        seen.me = Seen.of(SeenToken.refused(190, 458, "The user removed the app"));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.valid()).contains(false);
        SeenToken.assertReason(report, Reason.TOKEN_REVOKED, "The user removed the app");
    }

    @Test
    void warnsTwoWeeksBeforeTheTokenEnds() {
        // Given
        seen.expiresAt = Optional.of(SeenToken.NOW.plus(Duration.ofDays(14)).minusSeconds(1));

        // When
        TokenReport soon = seen.assess();
        seen.expiresAt = Optional.of(SeenToken.NOW.plus(Duration.ofDays(14)).plusSeconds(1));
        TokenReport later = seen.assess();

        // Then
        assertThat(soon.valid()).contains(true);
        SeenToken.assertReason(soon, Reason.TOKEN_EXPIRING_SOON, "2026-12-07T11:59:59Z");
        assertThat(later.problem()).isEmpty();
        assertThat(later.expiresAt()).isEqualTo(seen.expiresAt);
    }

    @Test
    void warnsWhenTheAccessToDataEnds() {
        // Given
        seen.dataAccessExpiresAt = Optional.of(SeenToken.NOW.minusSeconds(1));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.valid()).contains(true);
        SeenToken.assertReason(report, Reason.TOKEN_EXPIRING_SOON, "access to the account's data ended at");
    }

    @Test
    void namesMissingPermissions() {
        // Given
        seen.scopes = Optional.of(Set.of("instagram_basic"));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.missingPermissions()).containsExactly("instagram_manage_messages", "pages_manage_metadata");
        SeenToken.assertReason(report, Reason.PERMISSION_MISSING, "instagram_manage_messages, pages_manage_metadata");
    }

    @Test
    void asksForPermissionToReadCommentsOnlyIfTheyAreWanted() {
        // Given
        seen.home.with("webhook", "{ fields: [ messages, comments ] }");

        // When // Then
        assertThat(seen.assess().missingPermissions()).containsExactly("instagram_manage_comments");
    }

    @Test
    void countsAPermissionOnlyIfItCoversTheAccount() {
        // Given
        seen.targets = Map.of(
                "instagram_manage_messages", Set.of("999"), "instagram_basic", Set.of("17841405822304914", "999"));

        // When // Then
        assertThat(seen.assess().missingPermissions()).containsExactly("instagram_manage_messages");
    }

    @Test
    void doesNotCallPermissionsMissingThatMetaDoesNotTell() {
        // Given
        seen.scopes = Optional.empty();

        // When // Then
        assertThat(seen.assess().problem()).isEmpty();
    }

    @Test
    void findsTheTokenOfAnotherPageOrAccount() {
        // Given
        seen.profileId = Optional.of("555");

        // When
        TokenReport otherPage = seen.assess();
        seen.profileId = Optional.of("102938475610293");
        seen.me = SeenToken.me("102938475610293", "17840000000000000");
        TokenReport otherAccount = seen.assess();

        // Then
        SeenToken.assertReason(otherPage, Reason.WRONG_ACCOUNT, "Page 555, not to account.pageId 102938475610293");
        SeenToken.assertReason(
                otherAccount,
                Reason.WRONG_ACCOUNT,
                "account 17840000000000000 (@acme), not to account.instagramId 17841405822304914");
    }

    @Test
    void keepsWhatItKnewWhileMetaCannotBeAsked() {
        // Given
        seen.unanswered = Optional.of(Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com")));
        seen.me = Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com"));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.valid()).contains(true);
        assertThat(report.username()).contains("acme");
        assertThat(report.expiresAt()).isEqualTo(SeenToken.LAST.expiresAt());
        assertThat(report.checkedAt()).contains(SeenToken.BEFORE);
        SeenToken.assertReason(report, Reason.UNVERIFIED, "no connection to graph.facebook.com");
    }

    @Test
    void knowsWithoutTheAppSecretThatTheTokenIsAcceptedButNotMore() {
        // Given
        seen.unanswered =
                Optional.of(new Seen.Lacking<>("app.secretFiles[0]: key 'app-secret' of 'acme' is missing; create it"));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.valid()).contains(true);
        SeenToken.assertReason(report, Reason.UNVERIFIED, "app.secretFiles[0]");
    }

    @Test
    void doesNotMindThatTheNameCannotBeAsked() {
        // Given
        seen.me = Seen.of(SeenToken.refused(100, 0, "Tried accessing nonexisting field"));

        // When
        TokenReport report = seen.assess();

        // Then
        assertThat(report.problem()).isEmpty();
        assertThat(report.username()).contains("acme");
    }

    @Test
    void showsWhatStopsAllReplies() {
        // Given
        seen.stop = Optional.of(
                new GraphError(10, 0, "Application does not have permission for this action", "", false, 403));

        // When
        TokenReport permission = seen.assess();
        seen.stop = Optional.of(new GraphError(190, 463, "Session has expired", "", false, 400));
        TokenReport token = seen.assess();

        // Then
        SeenToken.assertReason(permission, Reason.PERMISSION_MISSING, "Application does not have permission");
        assertThat(token.valid()).contains(false);
        SeenToken.assertReason(token, Reason.TOKEN_EXPIRED, "Session has expired");
    }
}
