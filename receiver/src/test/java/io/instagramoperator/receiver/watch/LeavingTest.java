package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.receiver.FakeMeta.Answer;
import io.instagramoperator.receiver.watch.Report.Phase;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an account that is no longer wanted is taken off Meta. */
class LeavingTest {

    private static final String FOREIGN = "https://other.example.com/hook";

    private final WatchedAccount account;

    LeavingTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void takesTheAccountOffMetaAndPutsItBack() {
        // Given
        account.start();
        account.awaitRound();

        // When
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report().phase() == Phase.DRAINED);
        boolean accountThen = account.meta.accountSubscribed();
        String callbackThen = account.meta.callback();
        WebhookReport webhookThen = account.report().webhook();
        account.home.with("desired", "Present").file();

        // Then
        assertThat(accountThen).isFalse();
        assertThat(callbackThen).isEmpty();
        assertThat(webhookThen.registered()).contains(false);
        assertThat(webhookThen.accountSubscribed()).contains(false);
        assertThat(account.request("DELETE /1234567890123456/subscriptions").query())
                .contains("object=instagram");
        await().until(() -> account.report().phase() == Phase.WATCHING
                && account.meta.accountSubscribed()
                && !account.meta.callback().isEmpty());
    }

    @Test
    void leavesAForeignCallbackAloneWhenItGoes() {
        // Given
        account.meta.withCallback(FOREIGN, "messages").withAccountSubscribed(true);
        account.home.with("desired", "Absent");

        // When
        account.start();
        await().until(() -> account.report().phase() == Phase.DRAINED);

        // Then
        assertThat(account.meta.callback()).isEqualTo(FOREIGN);
        assertThat(account.meta.accountSubscribed()).isFalse();
    }

    /** Nothing else looks at the token any more, and a backlog of replies is waited for. */
    @Test
    void letsAReplyBeTriedNowAndThenWhileItCannotGo() {
        // Given
        account.start();
        account.awaitRound();
        account.meta.always("DELETE /subscribed_apps", Answer.of(503, "<html>"));
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report().phase() == Phase.DRAINING);

        // When
        account.stop.stop(new GraphError(190, 0, "told to", "trace", false, 400));

        // Then
        await().until(account.stop::mayPass);
        await().until(account.stop::mayPass);
    }

    @Test
    void triesToGoUntilMetaAnswersOrItMayLeaveTheSubscription() {
        // Given
        account.start();
        account.awaitRound();
        account.meta.always("DELETE /subscribed_apps", Answer.of(503, "<html>"));

        // When
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report().phase() == Phase.DRAINING
                && account.report().webhook().problem().isPresent());
        Problem problem = account.report().webhook().problem().orElseThrow();
        await().until(() -> account.meta.operations().stream()
                        .filter(o -> o.equals("DELETE /102938475610293/subscribed_apps"))
                        .count()
                > 2);
        Phase meanwhile = account.report().phase();
        account.home.with("deletionPolicy", "Orphan").file();

        // Then
        assertThat(problem.reason()).isEqualTo(Reason.GRAPH_ERROR);
        assertThat(problem.message()).contains("account 17841405822304914", "HTTP 503", "deletionPolicy Orphan");
        assertThat(meanwhile).isEqualTo(Phase.DRAINING);
        await().until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.accountSubscribed()).isTrue();
    }

    @Test
    void goesAtOnceIfItNeverGotAsFarAsSubscribing() {
        // Given
        account.home.withoutSecret("access-token").withoutSecret("app-secret").with("desired", "Absent");

        // When
        account.start();

        // Then
        await().until(() -> account.report().phase() == Phase.DRAINED);
        assertThat(account.meta.requests).isEmpty();
    }

    @Test
    void doesNotGoIfItMayHaveSubscribedAndCannotLook() {
        // Given
        account.start();
        account.awaitRound();
        account.home.withoutSecret("access-token");

        // When
        account.home.with("desired", "Absent").file();

        // Then
        await().until(() -> account.report().phase() == Phase.DRAINING
                && account.report().webhook().problem().isPresent());
        assertThat(account.report().webhook().problem().orElseThrow().message())
                .contains("accessTokenFile", "is missing; create it");
    }

    @ParameterizedTest
    @CsvSource({
        "Drain,  false, false",
        "Drain,  true,  true",
        "Delete, false, true",
    })
    void waitsForTheBacklogOfSubscriptionsWhenItDrains(String policy, boolean suspended, boolean goesAtOnce) {
        // Given
        account.home.secret("crm", "whsec_YSBzZWNyZXQgb2YgMzIgYnl0ZXMsIG1vcmUgb3IgbGVzcw==");
        account.store("{}");
        account.home
                .with(
                        "subscriptions",
                        "[ { name: crm, start: Earliest, suspended: " + suspended
                                + ", http: { url: \"http://127.0.0.1:9/\", signingSecretFiles: [ secrets/crm ] } } ]")
                .with("desired", "Absent")
                .with("deletionPolicy", policy);

        // When
        account.start();

        // Then
        if (goesAtOnce) {
            await().until(() -> account.report().phase() == Report.Phase.DRAINED);
        } else {
            await().untilAsserted(() -> assertThat(
                            account.report().webhook().problem().orElseThrow().message())
                    .contains("1 events are not delivered to subscriptions yet"));
            assertThat(account.report().phase()).isEqualTo(Report.Phase.DRAINING);
        }
    }
}
