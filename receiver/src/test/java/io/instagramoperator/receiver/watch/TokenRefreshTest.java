package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.webhook.config.Token;
import io.instagramoperator.webhook.registration.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which token is in force, look by look, with a Meta over HTTP, a store on disk, and a clock that is turned. */
class TokenRefreshTest {

    private static final String NEW = "IGAArefreshed1234567890";
    private static final String NEWEST = "IGAAnewest1234567890";
    private static final Duration LIFE = Duration.ofDays(60);

    private final RefreshedAccount account;

    TokenRefreshTest(@TempDir Path folder) {
        account = new RefreshedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void asksAtFirstSightAndUsesWhatItGetsAtOnceAndAfterARestart() {
        // Given
        account.meta.next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE));

        // When
        TokenFacts facts = account.look();
        String first = account.bearerOf("GET /me");
        account.restart();
        TokenFacts after = account.look();

        // Then
        assertThat(account.bearerOf(RefreshedAccount.REFRESH)).isEqualTo(RefreshedAccount.OLD);
        assertThat(first).isEqualTo(NEW);
        assertThat(facts.expiresAt()).contains(account.now().plus(LIFE));
        assertThat(account.bearerOf("GET /me")).isEqualTo(NEW);
        assertThat(after.expiresAt()).contains(account.now().plus(LIFE));
        assertThat(account.refreshes()).isEqualTo(1);
    }

    @Test
    void takesTheRefusalOfAYoungTokenForNoProblemAndAsksAgainTheNextDay() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, Answer.error(400, 190, 0))
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE));

        // When
        TokenReport young = account.assess(account.look());
        account.turnClock(Duration.ofHours(20));
        account.look();
        int sameDay = account.refreshes();
        account.turnClock(Duration.ofHours(7));
        TokenReport nextDay = account.assess(account.look());

        // Then
        assertThat(young.valid()).contains(true);
        assertThat(young.problem()).isEmpty();
        assertThat(young.expiresAt()).isEmpty();
        assertThat(sameDay).isEqualTo(1);
        assertThat(nextDay.expiresAt()).contains(account.now().plus(LIFE));
    }

    @Test
    void exchangesTheRefreshedTokenAtHalfOfItsLife() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE))
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEWEST, LIFE));
        account.look();

        // When
        account.turnClock(LIFE.dividedBy(2));
        TokenFacts facts = account.look();

        // Then
        assertThat(account.bearerOf(RefreshedAccount.REFRESH)).isEqualTo(NEW);
        assertThat(account.bearerOf("GET /me")).isEqualTo(NEWEST);
        assertThat(facts.expiresAt()).contains(account.now().plus(LIFE));
    }

    @Test
    void saysThatItFailsOnlyWhenTheEndIsNear() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE))
                .always(RefreshedAccount.REFRESH, Answer.error(400, 10, 0));
        account.look();

        // When
        account.turnClock(Duration.ofDays(31));
        TokenReport enough = account.assess(account.look());
        account.turnClock(Duration.ofDays(16));
        TokenReport little = account.assess(account.look());

        // Then
        assertThat(enough.problem()).isEmpty();
        assertThat(little.valid()).contains(true);
        assertThat(little.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(Problem.Reason.TOKEN_EXPIRING_SOON);
            assertThat(problem.message()).contains("could not be refreshed: Meta answered error 10 (HTTP 400)");
        });
    }

    @Test
    void letsANewerTokenInTheFileWinAtOnceAndForGood() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE))
                .always(RefreshedAccount.REFRESH, Answer.error(400, 190, 0));
        account.look();

        // When
        account.home.secret("access-token", NEWEST);
        Optional<Token> atOnce =
                account.tokens().effective(account.snapshot()).credentials().accessToken();
        TokenFacts facts = account.look();
        String used = account.bearerOf("GET /me");
        account.home.secret("access-token", RefreshedAccount.OLD);
        account.restart();
        account.look();

        // Then
        assertThat(atOnce).contains(Token.of(NEWEST));
        assertThat(used).isEqualTo(NEWEST);
        assertThat(facts.expiresAt()).isEmpty();
        assertThat(account.bearerOf("GET /me")).isEqualTo(RefreshedAccount.OLD);
    }

    @Test
    void fallsBackToTheFilesTokenIfMetaAcceptsOnlyThat() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE))
                .always(RefreshedAccount.REFRESH, Answer.error(400, 190, 0));
        account.look();
        account.meta.always("GET /me", RefreshedAccount.accepting(RefreshedAccount.OLD));

        // When
        TokenReport report = account.assess(account.look());
        account.restart();
        account.look();

        // Then
        assertThat(report.valid()).contains(true);
        assertThat(report.problem()).isEmpty();
        assertThat(report.expiresAt()).isEmpty();
        assertThat(account.bearerOf("GET /me")).isEqualTo(RefreshedAccount.OLD);
    }

    @Test
    void keepsTheRefreshedTokenIfMetaRefusesBoth() {
        // Given
        account.meta.next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE));
        account.look();
        account.meta.always("GET /me", Answer.error(400, 190, 460));

        // When
        TokenReport report = account.assess(account.look());
        account.meta.behave();
        account.look();

        // Then
        assertThat(report.problem().map(Problem::reason)).contains(Problem.Reason.TOKEN_REVOKED);
        assertThat(account.bearerOf("GET /me")).isEqualTo(NEW);
    }

    @Test
    void doesNotUseATokenThatCouldNotBeStored() {
        // Given
        account.look();
        account.log.close();
        account.turnClock(Duration.ofDays(2));
        account.meta.next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEW, LIFE));

        // When
        TokenFacts facts = account.look();

        // Then
        assertThat(facts.refresh().error()).hasValueSatisfying(error -> assertThat(error)
                .contains("could not be stored", "the log is closed")
                .doesNotContain(NEW));
        assertThat(account.bearerOf("GET /me")).isEqualTo(RefreshedAccount.OLD);
    }

    @Test
    void usesATokenWhoseEndMetaDoesNotTellAndAsksAgainTheNextDay() {
        // Given
        account.meta
                .next(RefreshedAccount.REFRESH, Answer.of(200, "{\"access_token\":\"" + NEW + "\"}"))
                .next(RefreshedAccount.REFRESH, RefreshedAccount.token(NEWEST, LIFE));

        // When
        TokenFacts untold = account.look();
        String used = account.bearerOf("GET /me");
        account.turnClock(Duration.ofHours(27));
        TokenFacts told = account.look();

        // Then
        assertThat(untold.expiresAt()).isEmpty();
        assertThat(used).isEqualTo(NEW);
        assertThat(told.expiresAt()).contains(account.now().plus(LIFE));
    }

    @Test
    void leavesMetasLimitsToReplies() {
        // Given
        account.limits.heard(new Usage(95, Duration.ZERO));

        // When
        account.look();

        // Then
        assertThat(account.refreshes()).isZero();
    }

    @Test
    void exchangesNoTokenOfFacebookLogin() {
        // Given
        account.home.with(
                "account",
                "{ namespace: social, name: acme, instagramId: \"17841405822304914\", login: Facebook, pageId: \"102938475610293\" }");

        // When
        account.look();

        // Then
        assertThat(account.refreshes()).isZero();
    }
}
