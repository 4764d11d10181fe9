package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.receiver.FakeMeta;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.FakeMeta.Request;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.AccountGraph;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.webhook.config.Snapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An account with Instagram Login: a Meta over HTTP, a store on disk, a clock that is turned, and which token is in force between them. */
final class RefreshedAccount implements AutoCloseable {

    static final String REFRESH = "GET /refresh_access_token";
    static final String OLD = ReceiverHome.ACCESS_TOKEN;

    final FakeMeta meta = new FakeMeta();
    final GraphLimits limits = new GraphLimits();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final ReceiverHome home;
    private final Path data;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    EventLog log = new EventLog(metrics);
    private AccountToken tokens = new AccountToken(log);
    private TokenRefresh refresh = new TokenRefresh(tokens, limits, () -> now, new Random(1));

    RefreshedAccount(Path folder) {
        data = folder.resolve("data");
        home = new ReceiverHome(folder).withInstagramLogin().with("graph", "{ url: \"" + meta.url() + "\" }");
        log.use(data, Duration.ofDays(7));
    }

    AccountToken tokens() {
        return tokens;
    }

    Instant now() {
        return now;
    }

    void turnClock(Duration by) {
        now = now.plus(by);
    }

    TokenFacts look() {
        Snapshot<ReceiverConfig, Credentials> files = snapshot();
        GraphClient client = new AccountGraph(metrics, new GraphLimits())
                .client(files.config().orElseThrow().graph());
        return refresh.check(client, files, files.config().orElseThrow(), Optional.empty());
    }

    TokenReport assess(TokenFacts facts) {
        return TokenAssessment.assess(facts, TokenReport.UNKNOWN, now);
    }

    void restart() {
        log.close();
        log = new EventLog(metrics);
        log.use(data, Duration.ofDays(7));
        tokens = new AccountToken(log);
        refresh = new TokenRefresh(tokens, limits, () -> now, new Random(2));
    }

    Snapshot<ReceiverConfig, Credentials> snapshot() {
        Configuration configuration = home.configuration();
        configuration.stop();
        return configuration.current();
    }

    int refreshes() {
        return requests(REFRESH).size();
    }

    /** Whom Meta took the last request of an operation for. */
    String bearerOf(String operation) {
        return requests(operation).getLast().authorization().replace("Bearer ", "");
    }

    private List<Request> requests(String operation) {
        return meta.requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    static Answer token(String token, Duration life) {
        return Answer.of(
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + life.toSeconds()
                        + "}");
    }

    static Answer accepting(String token) {
        return exchange -> (exchange.getRequestHeaders()
                                .getFirst("Authorization")
                                .equals("Bearer " + token)
                        ? Answer.of(200, "{\"user_id\":\"" + FakeMeta.ACCOUNT + "\",\"username\":\"acme\"}")
                        : Answer.error(400, 190, 0))
                .to(exchange);
    }

    @Override
    public void close() {
        log.close();
        meta.close();
    }
}
