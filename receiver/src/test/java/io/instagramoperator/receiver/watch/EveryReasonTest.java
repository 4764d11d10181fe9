package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason that a report can give, from what Meta does over HTTP. The compiler sees to it that none is left out. */
class EveryReasonTest {

    private final WatchedAccount account;

    EveryReasonTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @EnumSource
    void isReported(Reason reason) {
        // Given
        misbehave(reason);

        // When
        account.start();

        // Then
        await().until(() -> reported(reason).isPresent());
        assertThat(reported(reason).orElseThrow().message()).isNotBlank();
    }

    private void misbehave(Reason reason) {
        String soon = String.valueOf(Instant.now().plus(Duration.ofDays(13)).getEpochSecond());
        switch (reason) {
            case CALLBACK_TAKEN -> account.meta.withCallback("https://other.example.com/hook", "messages");
            case CALLBACK_UNREACHABLE -> account.meta.always("POST /subscriptions", Answer.error(400, 2200, 0));
            case REGISTRATION_MANUAL -> account.home.with("webhook", "{ fields: [ messages ], registration: Manual }");
            case GATEWAY_PENDING ->
                account.home.with(
                        "app",
                        "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true, awaitGateway: true }");
            case ACCOUNT_NOT_SUBSCRIBED -> account.meta.always("POST /subscribed_apps", Answer.error(403, 200, 0));
            case MESSAGE_ACCESS_OFF -> {
                account.meta.withCallback(ReceiverHome.CALLBACK, "messages,messaging_seen");
                account.stop.stop(new GraphError(10, 2534041, "The account owner has disabled access", "", false, 403));
            }
            case GRAPH_ERROR -> account.meta.always("GET /subscriptions", Answer.of(503, "<html>"));
            case TOKEN_EXPIRED -> account.meta.always("GET /me", Answer.error(400, 190, 463));
            case TOKEN_EXPIRING_SOON -> debugToken("\"expires_at\":" + soon + "," + scopes());
            case TOKEN_REVOKED -> account.meta.always("GET /me", Answer.error(400, 190, 460));
            case PERMISSION_MISSING ->
                debugToken(scopes() + ",\"granular_scopes\":[{\"scope\":\"instagram_manage_messages\","
                        + "\"target_ids\":[\"17849999999999999\"]}]");
            case WRONG_ACCOUNT ->
                account.meta.always(
                        "GET /me",
                        Answer.of(200, "{\"id\":\"9\",\"instagram_business_account\":{\"id\":\"17849999999999999\"}}"));
            case UNVERIFIED -> account.meta.always("GET /debug_token", Answer.cut());
        }
    }

    private Optional<Problem> reported(Reason reason) {
        return Stream.of(
                        account.report().webhook().problem(),
                        account.report().token().problem())
                .flatMap(Optional::stream)
                .filter(problem ->
                        problem.reason() == reason && !problem.message().endsWith("not been checked yet"))
                .findFirst();
    }

    private void debugToken(String facts) {
        account.meta.always(
                "GET /debug_token", Answer.of(200, "{\"data\":{\"type\":\"PAGE\",\"is_valid\":true," + facts + "}}"));
    }

    private static String scopes() {
        return "\"scopes\":[\"instagram_basic\",\"instagram_manage_messages\",\"pages_manage_metadata\"]";
    }
}
