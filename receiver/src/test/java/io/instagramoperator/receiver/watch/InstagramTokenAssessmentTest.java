package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.webhook.registration.Problem.Reason;
import io.instagramoperator.webhook.registration.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the token of Instagram Login is worth for what was seen. Meta tells less about it, and a refreshed one is in its place. */
class InstagramTokenAssessmentTest {

    private final SeenToken seen;

    InstagramTokenAssessmentTest(@TempDir Path folder) {
        seen = new SeenToken(folder).ofInstagramLogin();
    }

    @Test
    void needsOnlyMeWithInstagramLogin() {
        // Given
        seen.me = Seen.of(
                new GraphResult.Ok<>(new Me(Optional.empty(), Optional.of("17841405822304914"), Optional.of("acme"))));

        // When
        TokenReport good = seen.assess();
        seen.me = Seen.of(SeenToken.refused(190, 0, "Error validating access token"));
        TokenReport bad = seen.assess();

        // Then
        assertThat(good.valid()).contains(true);
        assertThat(good.problem()).isEmpty();
        assertThat(bad.valid()).contains(false);
        SeenToken.assertReason(bad, Reason.TOKEN_REVOKED, "Error validating access token");
    }

    @Test
    void knowsTheEndOfARefreshedTokenAndWarnsWhenNoNewerOneComes() {
        // Given
        Instant later = SeenToken.NOW.plus(Duration.ofDays(14)).plusSeconds(1);
        Instant soon = later.minusSeconds(2);
        String error = "Meta answered error 10 (HTTP 400): no permission";

        // When
        seen.refresh = new RefreshFacts(Optional.of(later), Optional.of(error));
        TokenReport enough = seen.assess();
        seen.refresh = new RefreshFacts(Optional.of(soon), Optional.of(error));
        TokenReport little = seen.assess();

        // Then
        assertThat(enough.expiresAt()).contains(later);
        assertThat(enough.problem()).isEmpty();
        assertThat(little.valid()).contains(true);
        SeenToken.assertReason(
                little, Reason.TOKEN_EXPIRING_SOON, "ends at " + soon + " and could not be refreshed: " + error);
    }

    @Test
    void callsARefusedTokenExpiredWhenItsTimeIsOver() {
        // Given
        seen.refresh = new RefreshFacts(Optional.of(SeenToken.NOW.minusSeconds(1)), Optional.empty());
        seen.me = Seen.of(SeenToken.refused(190, 0, "Error validating access token"));

        // When // Then
        SeenToken.assertReason(seen.assess(), Reason.TOKEN_EXPIRED, "Error validating access token");
    }

    @Test
    void doesNotKeepTheEndOfATokenThatIsNoLongerInForce() {
        // When // Then
        assertThat(SeenToken.LAST.expiresAt()).isPresent();
        assertThat(seen.assess().expiresAt()).isEmpty();
    }
}
