package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.RefreshedToken;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.graph.AccountToken;
import io.instagramoperator.receiver.graph.AccountToken.Refreshed;
import io.instagramoperator.receiver.graph.GraphAccess;
import io.instagramoperator.receiver.graph.GraphLimits;
import io.instagramoperator.receiver.watch.RefreshPlan.Attempt;
import io.instagramoperator.receiver.watch.RefreshPlan.Validity;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Token;
import io.instagramoperator.webhook.registration.Access;
import io.instagramoperator.webhook.registration.Seen;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Keeps the account's token alive and in force. For the thread that watches only; blocks while Meta answers. */
@Singleton
public class TokenRefresh {

    private static final Logger LOG = Logger.getLogger(TokenRefresh.class);

    private final AccountToken tokens;
    private final GraphLimits limits;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Optional<Sight> sight = Optional.empty();

    /** What happened to one token of the file since it is known here. */
    private record Sight(Token source, Instant since, Optional<Attempt> last, Optional<String> error) {

        int failures() {
            return last.map(Attempt::failures).orElse(0);
        }
    }

    @Inject
    TokenRefresh(AccountToken tokens, GraphLimits limits) {
        this(tokens, limits, Clock.systemUTC(), new Random());
    }

    TokenRefresh(AccountToken tokens, GraphLimits limits, InstantSource clock, RandomGenerator random) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** The same with the token that calls are to be made with. */
    Snapshot<ReceiverConfig, Credentials> effective(Snapshot<ReceiverConfig, Credentials> files) {
        return tokens.effective(files);
    }

    /** Asks for a newer token if it is time, and what the token is worth that is then in force. */
    TokenFacts check(
            GraphClient client,
            Snapshot<ReceiverConfig, Credentials> files,
            ReceiverConfig config,
            Optional<GraphError> stop) {
        files.credentials().accessToken().ifPresent(source -> refreshIfDue(client, files, config, source));
        TokenFacts facts =
                TokenCheck.run(client, effective(files), config, stop).with(refreshFacts(files));
        return isRefused(facts.me()) ? fallBack(client, files, config, stop).orElse(facts) : facts;
    }

    private void refreshIfDue(
            GraphClient client, Snapshot<ReceiverConfig, Credentials> files, ReceiverConfig config, Token source) {
        Instant now = clock.instant();
        tokens.forgetOther(files);
        Sight seen = sight.filter(s -> s.source().equals(source))
                .orElseGet(() -> new Sight(source, now, Optional.empty(), Optional.empty()));
        sight = Optional.of(seen);
        Optional<Validity> validity = tokens.refreshed(files)
                .flatMap(refreshed -> refreshed.expires().map(end -> new Validity(refreshed.obtained(), end)));
        // Weeks are left to do it in: replies go first.
        if (!limits.isBusy()
                && RefreshPlan.isDue(config.account().login(), seen.since(), validity, seen.last(), now)
                && GraphAccess.ofAccount(effective(files))
                        instanceof Access.Given<AccountAccess>(AccountAccess account)) {
            Optional<String> error = refresh(client, account, source, now);
            Optional<Attempt> attempt =
                    error.map(_ -> new Attempt(now, seen.failures() + 1, random.nextDouble(0.9, 1.1)));
            sight = Optional.of(new Sight(source, seen.since(), attempt, error));
        }
    }

    /** Gives why there is no newer token whose end is known. */
    private Optional<String> refresh(GraphClient client, AccountAccess account, Token source, Instant now) {
        GraphResult<RefreshedToken> result = client.refreshToken(account);
        if (!(result instanceof GraphResult.Ok<RefreshedToken>(RefreshedToken given))) {
            LOG.debugf("The access token was not refreshed: %s", result.describe());
            return Optional.of(result.describe());
        }
        if (!given.token().fitsHeader()) {
            return Optional.of("Meta's answer has no token that can be sent");
        }
        Optional<Instant> expires = given.expiresIn().map(now::plus);
        try {
            tokens.keep(Refreshed.of(source, given.token(), now, expires));
        } catch (CompletionException e) {
            // The one of before is valid as long as it was; this one would be lost with the process.
            return Optional.of("the new token could not be stored: " + e.getCause());
        }
        LOG.infof(
                "The access token was refreshed expires=%s",
                expires.map(Instant::toString).orElse("unknown"));
        return expires.isPresent() ? Optional.empty() : Optional.of("Meta does not tell when the token ends");
    }

    private RefreshFacts refreshFacts(Snapshot<ReceiverConfig, Credentials> files) {
        return new RefreshFacts(tokens.refreshed(files).flatMap(Refreshed::expires), sight.flatMap(Sight::error));
    }

    /** If Meta accepts the file's token and not the one in its place, the file's is used again. */
    private Optional<TokenFacts> fallBack(
            GraphClient client,
            Snapshot<ReceiverConfig, Credentials> files,
            ReceiverConfig config,
            Optional<GraphError> stop) {
        if (effective(files).equals(files)) {
            return Optional.empty();
        }
        TokenFacts facts = TokenCheck.run(client, files, config, stop);
        if (facts.me().answer().isEmpty()) {
            return Optional.empty();
        }
        LOG.warn("Meta accepts the token in accessTokenFile and no longer the refreshed one, which is forgotten");
        tokens.forget();
        return Optional.of(facts);
    }

    private static boolean isRefused(Seen<Me> me) {
        return me instanceof Seen.Asked<Me>(GraphResult.Refused<Me>(GraphError error), var change)
                && TokenAssessment.concernsToken(error);
    }
}
