package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.watch.Report.Phase;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account that is no longer wanted while Meta does not answer: it stays, says why, and goes when it is told or can. */
class LeavingWithoutMetaTest {

    /** Longer than a call of the Graph API may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String REFUSING = "http://127.0.0.1:9";

    private final WatchedAccount account;

    LeavingWithoutMetaTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"Drain", "Delete"})
    void keepsTryingWhileConnectionsAreRefused(String policy) {
        // Given
        subscribed(policy);
        refuseConnections();

        // When
        account.home.with("desired", "Absent").file();

        // Then
        assertStays("no connection to 127.0.0.1");
        account.home.with("graph", "{ url: \"" + account.meta.url() + "\" }").file();
        await().until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.accountSubscribed()).isFalse();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"Drain", "Delete"})
    void keepsTryingWhileMetaHangs(String policy) {
        // Given
        subscribed(policy);
        account.meta.pause();

        // When
        account.home.with("desired", "Absent").file();

        // Then
        assertStays("did not answer within 15 s");
        account.meta.resume();
        await().atMost(PATIENCE).until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.accountSubscribed()).isFalse();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"Drain", "Delete"})
    void goesAtOnceWhenItMayLeaveTheSubscriptionAtMeta(String policy) {
        // Given
        account.withoutRetries();
        subscribed(policy);
        refuseConnections();
        account.home.with("desired", "Absent").file();
        assertStays("no connection to 127.0.0.1");

        // When
        account.home.with("deletionPolicy", "Orphan").file();

        // Then
        await().until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.accountSubscribed()).isTrue();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void goesAfterTheCallThatHangsWhenItMayLeaveTheSubscriptionAtMeta() {
        // Given
        account.withoutRetries();
        subscribed("Drain");
        account.meta.pause();
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report().phase() == Phase.DRAINING);

        // When
        account.home.with("deletionPolicy", "Orphan").file();

        // Then
        await().atMost(PATIENCE).until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.accountSubscribed()).isTrue();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"Delete", "Orphan"})
    void goesAtOnceWhenItNeedNotWaitForApplicationsAnyMore(String policy) {
        // Given
        account.withoutRetries()
                .home
                .secret("crm", "whsec_YSBzZWNyZXQgb2YgMzIgYnl0ZXMsIG1vcmUgb3IgbGVzcw==")
                .with(
                        "subscriptions",
                        "[ { name: crm, start: Earliest, http: { url: \"" + REFUSING
                                + "/\", signingSecretFiles: [ secrets/crm ] } } ]");
        account.store("{}");
        subscribed("Drain");
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report()
                .webhook()
                .problem()
                .filter(problem -> problem.message().contains("1 events are not delivered"))
                .isPresent());

        // When
        account.home.with("deletionPolicy", policy).file();

        // Then
        await().until(() -> account.report().phase() == Phase.DRAINED);
    }

    private void subscribed(String policy) {
        account.home.with("deletionPolicy", policy);
        account.start();
        account.awaitRound();
    }

    private void refuseConnections() {
        account.home.with("graph", "{ url: \"" + REFUSING + "\" }");
    }

    private void assertStays(String why) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        account.report().webhook().problem())
                .hasValueSatisfying(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.GRAPH_ERROR);
                    assertThat(problem.message())
                            .contains("account 17841405822304914 cannot be unsubscribed", why, "deletionPolicy Orphan");
                }));
        assertThat(account.report().phase()).isEqualTo(Phase.DRAINING);
    }
}
