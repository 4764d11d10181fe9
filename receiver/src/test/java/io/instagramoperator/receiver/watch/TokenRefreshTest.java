package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.FakeMeta.Request;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Configuration.Snapshot;
import io.instagramoperator.receiver.config.Token;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.graph.GraphMetrics;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which token is in force, look by look, with a Meta over HTTP, a store on disk, and a clock that is turned. */
class TokenRefreshTest {

    private static final String REFRESH = "GET /refresh_access_token";
    private static final String OLD = ReceiverHome.ACCESS_TOKEN;
    private static final String NEW = "IGAArefreshed1234567890";
    private static final String NEWEST = "IGAAnewest1234567890";
    private static final Duration LIFE = Duration.ofDays(60);

    private final FakeMeta meta = new FakeMeta();
    private final GraphLimits limits = new GraphLimits();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ReceiverHome home;
    private final Path data;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private EventLog log = new EventLog(metrics);
    private AccountToken tokens = new AccountToken(log);
    private TokenRefresh refresh = new TokenRefresh(tokens, limits, () -> now, new Random(1));

    TokenRefreshTest(@TempDir Path folder) {
        data = folder.resolve("data");
        home = new ReceiverHome(folder).withInstagramLogin().with("graph", "{ url: \"" + meta.url() + "\" }");
    }

    @BeforeEach
    void open() {
        log.use(data, Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        log.close();
        meta.close();
    }

    @Test
    void asksAtFirstSightAndUsesWhatItGetsAtOnceAndAfterARestart() {
        // Given
        meta.next(REFRESH, token(NEW, LIFE));

        // When
        TokenFacts facts = look();
        String first = bearerOf("GET /me");
        restart();
        TokenFacts after = look();

        // Then
        assertThat(bearerOf(REFRESH)).isEqualTo(OLD);
        assertThat(first).isEqualTo(NEW);
        assertThat(facts.expiresAt()).contains(now.plus(LIFE));
        assertThat(bearerOf("GET /me")).isEqualTo(NEW);
        assertThat(after.expiresAt()).contains(now.plus(LIFE));
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void takesTheRefusalOfAYoungTokenForNoProblemAndAsksAgainTheNextDay() {
        // Given
        meta.next(REFRESH, Answer.error(400, 190, 0)).next(REFRESH, token(NEW, LIFE));

        // When
        TokenReport young = assess(look());
        now = now.plus(Duration.ofHours(20));
        look();
        int sameDay = refreshes();
        now = now.plus(Duration.ofHours(7));
        TokenReport nextDay = assess(look());

        // Then
        assertThat(young.valid()).contains(true);
        assertThat(young.problem()).isEmpty();
        assertThat(young.expiresAt()).isEmpty();
        assertThat(sameDay).isEqualTo(1);
        assertThat(nextDay.expiresAt()).contains(now.plus(LIFE));
    }

    @Test
    void exchangesTheRefreshedTokenAtHalfOfItsLife() {
        // Given
        meta.next(REFRESH, token(NEW, LIFE)).next(REFRESH, token(NEWEST, LIFE));
        look();

        // When
        now = now.plus(LIFE.dividedBy(2));
        TokenFacts facts = look();

        // Then
        assertThat(bearerOf(REFRESH)).isEqualTo(NEW);
        assertThat(bearerOf("GET /me")).isEqualTo(NEWEST);
        assertThat(facts.expiresAt()).contains(now.plus(LIFE));
    }

    @Test
    void saysThatItFailsOnlyWhenTheEndIsNear() {
        // Given
        meta.next(REFRESH, token(NEW, LIFE)).always(REFRESH, Answer.error(400, 10, 0));
        look();

        // When
        now = now.plus(Duration.ofDays(31));
        TokenReport enough = assess(look());
        now = now.plus(Duration.ofDays(16));
        TokenReport little = assess(look());

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
        meta.next(REFRESH, token(NEW, LIFE)).always(REFRESH, Answer.error(400, 190, 0));
        look();

        // When
        home.secret("access-token", NEWEST);
        Optional<Token> atOnce = tokens.effective(snapshot()).credentials().accessToken();
        TokenFacts facts = look();
        String used = bearerOf("GET /me");
        home.secret("access-token", OLD);
        restart();
        look();

        // Then
        assertThat(atOnce).contains(Token.of(NEWEST));
        assertThat(used).isEqualTo(NEWEST);
        assertThat(facts.expiresAt()).isEmpty();
        assertThat(bearerOf("GET /me")).isEqualTo(OLD);
    }

    @Test
    void fallsBackToTheFilesTokenIfMetaAcceptsOnlyThat() {
        // Given
        meta.next(REFRESH, token(NEW, LIFE)).always(REFRESH, Answer.error(400, 190, 0));
        look();
        meta.always("GET /me", accepting(OLD));

        // When
        TokenReport report = assess(look());
        restart();
        look();

        // Then
        assertThat(report.valid()).contains(true);
        assertThat(report.problem()).isEmpty();
        assertThat(report.expiresAt()).isEmpty();
        assertThat(bearerOf("GET /me")).isEqualTo(OLD);
    }

    @Test
    void keepsTheRefreshedTokenIfMetaRefusesBoth() {
        // Given
        meta.next(REFRESH, token(NEW, LIFE));
        look();
        meta.always("GET /me", Answer.error(400, 190, 460));

        // When
        TokenReport report = assess(look());
        meta.behave();
        look();

        // Then
        assertThat(report.problem().map(Problem::reason)).contains(Problem.Reason.TOKEN_REVOKED);
        assertThat(bearerOf("GET /me")).isEqualTo(NEW);
    }

    @Test
    void doesNotUseATokenThatCouldNotBeStored() {
        // Given
        look();
        log.close();
        now = now.plus(Duration.ofDays(2));
        meta.next(REFRESH, token(NEW, LIFE));

        // When
        TokenFacts facts = look();

        // Then
        assertThat(facts.refresh().error()).hasValueSatisfying(error -> assertThat(error)
                .contains("could not be stored", "the log is closed")
                .doesNotContain(NEW));
        assertThat(bearerOf("GET /me")).isEqualTo(OLD);
    }

    @Test
    void usesATokenWhoseEndMetaDoesNotTellAndAsksAgainTheNextDay() {
        // Given
        meta.next(REFRESH, Answer.of(200, "{\"access_token\":\"" + NEW + "\"}")).next(REFRESH, token(NEWEST, LIFE));

        // When
        TokenFacts untold = look();
        String used = bearerOf("GET /me");
        now = now.plus(Duration.ofHours(27));
        TokenFacts told = look();

        // Then
        assertThat(untold.expiresAt()).isEmpty();
        assertThat(used).isEqualTo(NEW);
        assertThat(told.expiresAt()).contains(now.plus(LIFE));
    }

    @Test
    void leavesMetasLimitsToReplies() {
        // Given
        limits.heard(new Usage(95, Duration.ZERO));

        // When
        look();

        // Then
        assertThat(refreshes()).isZero();
    }

    @Test
    void exchangesNoTokenOfFacebookLogin() {
        // Given
        home.with(
                "account",
                "{ namespace: social, name: acme, instagramId: \"17841405822304914\", login: Facebook, pageId: \"102938475610293\" }");

        // When
        look();

        // Then
        assertThat(refreshes()).isZero();
    }

    private TokenFacts look() {
        Snapshot files = snapshot();
        GraphClient client = new AccountGraph(new GraphMetrics(metrics), new GraphLimits())
                .client(files.config().orElseThrow().graph());
        return refresh.check(client, files, files.config().orElseThrow(), Optional.empty());
    }

    private TokenReport assess(TokenFacts facts) {
        return TokenAssessment.assess(facts, TokenReport.UNKNOWN, now);
    }

    private void restart() {
        log.close();
        log = new EventLog(metrics);
        log.use(data, Duration.ofDays(7));
        tokens = new AccountToken(log);
        refresh = new TokenRefresh(tokens, limits, () -> now, new Random(2));
    }

    private Snapshot snapshot() {
        Configuration configuration = home.configuration();
        configuration.stop();
        return configuration.current();
    }

    private int refreshes() {
        return requests(REFRESH).size();
    }

    /** Whom Meta took the last request of an operation for. */
    private String bearerOf(String operation) {
        return requests(operation).getLast().authorization().replace("Bearer ", "");
    }

    private List<Request> requests(String operation) {
        return meta.requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    private static Answer token(String token, Duration life) {
        return Answer.of(
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + life.toSeconds()
                        + "}");
    }

    private static Answer accepting(String token) {
        return exchange -> (exchange.getRequestHeaders()
                                .getFirst("Authorization")
                                .equals("Bearer " + token)
                        ? Answer.of(200, "{\"user_id\":\"" + FakeMeta.ACCOUNT + "\",\"username\":\"acme\"}")
                        : Answer.error(400, 190, 0))
                .to(exchange);
    }
}
