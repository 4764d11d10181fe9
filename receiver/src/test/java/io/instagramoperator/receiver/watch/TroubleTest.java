package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.Usage;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What watching does while something keeps it from seeing, or Meta from sending. */
class TroubleTest {

    private final WatchedAccount account;

    TroubleTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void keepsWhatItKnewDuringAnOutage() {
        // Given
        account.start();
        account.awaitRound();

        // When
        account.meta
                .always("GET /subscriptions", Answer.of(503, "<html>"))
                .always("GET /subscribed_apps", Answer.of(503, "<html>"))
                .always("GET /debug_token", Answer.of(503, "<html>"))
                .always("GET /me", Answer.of(503, "<html>"));
        account.home.with("refresh", "\"now\"").file();
        await().until(() -> account.report().webhook().problem().isPresent());
        Report during = account.report();
        account.meta.behave();

        // Then
        assertThat(during.webhook().registered()).contains(true);
        assertThat(during.token().valid()).contains(true);
        assertThat(reason(during.webhook().problem())).contains(Reason.GRAPH_ERROR);
        assertThat(reason(during.token().problem())).contains(Reason.UNVERIFIED);
        await().until(() -> account.report().webhook().problem().isEmpty()
                && account.report().token().problem().isEmpty());
    }

    @Test
    void looksAgainAtOnceWhenACredentialComes() {
        // Given
        account.home.withoutSecret("access-token");
        account.start();
        await().until(() -> account.report().webhook().registered().equals(Optional.of(true)));
        Report before = account.report();

        // When
        account.home.secret("access-token", ReceiverHome.ACCESS_TOKEN);

        // Then
        assertThat(reason(before.token().problem())).contains(Reason.UNVERIFIED);
        assertThat(before.token().valid()).isEmpty();
        await().until(() -> account.report().webhook().accountSubscribed().equals(Optional.of(true)));
    }

    @Test
    void asksNothingAsLongAsNothingCanBeStored() {
        // Given
        account.log.close();

        // When
        account.start();
        await().during(Duration.ofMillis(300)).until(() -> account.meta.requests.isEmpty());
        account.log.use(account.home.folder().resolve("data"), Duration.ofDays(7));

        // Then
        account.awaitRound();
    }

    @Test
    void asksNothingAsLongAsMetaWantsTheAccountToBeQuiet() {
        // Given
        account.limits.heard(new Usage(100, Duration.ofHours(1)));

        // When
        account.start();

        // Then
        await().during(Duration.ofMillis(300)).until(() -> account.meta.requests.isEmpty());
    }

    @Test
    void letsOneReplyTryAfterAStopOnceTheTokenIsGood() {
        // Given
        account.start();
        account.awaitRound();
        account.meta.next("GET /me", Answer.error(400, 190, 0));

        // When
        account.stop.stop(new GraphError(190, 0, "Error validating access token", "", false, 400));

        // Then
        await().until(() -> reason(account.report().token().problem()).equals(Optional.of(Reason.TOKEN_REVOKED)));
        await().until(account.stop::mayPass);
        account.stop.passed();
        await().until(() -> account.report().token().problem().isEmpty());
    }

    @Test
    void tellsThatTheCallbackCannotBeReachedAndTriesAgain() {
        // Given
        account.meta.always("POST /subscriptions", Answer.error(400, 2200, 0));

        // When
        account.start();
        await().until(() ->
                reason(account.report().webhook().problem()).equals(Optional.of(Reason.CALLBACK_UNREACHABLE)));
        account.meta.behave();

        // Then
        await().until(() -> account.report().webhook().registered().equals(Optional.of(true)));
    }

    private static Optional<Reason> reason(Optional<Problem> problem) {
        return problem.map(Problem::reason);
    }
}
