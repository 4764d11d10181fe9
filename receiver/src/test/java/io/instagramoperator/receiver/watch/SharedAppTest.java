package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.FakeMeta.Request;
import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.watch.Report.Phase;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account does at a Meta over HTTP when its app is shared: all that is its own, and nothing about the app's callback. */
class SharedAppTest {

    private static final String GATEWAY = "https://hooks.example.com/webhooks/social/agency";
    private static final String OWN = "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ] }";
    private static final String SHARED =
            "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true }";

    private static final String NOT_YET_ROUTED =
            "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ], shared: true, awaitGateway: true }";

    private final WatchedAccount account;

    SharedAppTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
        account.home.with("app", SHARED);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @ParameterizedTest(name = "callback at Meta: {0}")
    @ValueSource(strings = {"", GATEWAY, ReceiverHome.CALLBACK, "https://other.example.com/hook"})
    void subscribesTheAccountAndLeavesTheAppsCallbackAlone(String callback) {
        // Given
        account.meta.withCallback(callback, "messages");
        account.home.with("webhook", "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", takeOver: true }");

        // When
        account.start();
        account.awaitRound();

        // Then
        WebhookReport webhook = account.report().webhook();
        assertThat(account.meta.accountSubscribed()).isTrue();
        assertThat(account.meta.callback()).isEqualTo(callback);
        assertThat(account.meta.operations()).noneMatch(operation -> operation.endsWith("/subscriptions"));
        assertThat(webhook.registered()).isEmpty();
        assertThat(webhook.accountSubscribed()).contains(true);
        assertThat(webhook.subscribed()).contains(true);
        assertThat(webhook.problem()).isEmpty();
    }

    @Test
    void isNotSubscribedBeforeTheGatewayKnowsTheAccount() {
        // Given
        account.withoutRetries().home.with("app", NOT_YET_ROUTED);

        // When
        account.start();
        account.awaitRound();

        // Then
        WebhookReport waiting = account.report().webhook();
        assertThat(account.meta.operations()).noneMatch(SharedAppTest::changesTheSubscription);
        assertThat(waiting.accountSubscribed()).contains(false);
        assertThat(waiting.problem()).map(Problem::reason).contains(Reason.GATEWAY_PENDING);
        assertThat(account.report().token().valid())
                .as("all else is looked after")
                .contains(true);

        // When
        account.home.with("app", SHARED).file();

        // Then
        await().until(account.meta::accountSubscribed);
        await().until(() -> account.report().webhook().problem().isEmpty());
    }

    @Test
    void leavesASubscriptionAsItIsUntilTheGatewayKnowsTheAccount() {
        // Given
        account.meta.withAccountSubscribed(true);
        account.home.withInstagramLogin().with("app", NOT_YET_ROUTED);

        // When
        account.start();
        account.awaitRound();

        // Then
        assertThat(account.meta.operations()).noneMatch(SharedAppTest::changesTheSubscription);
        assertThat(account.report().webhook().accountSubscribed()).contains(true);
        assertThat(account.report().webhook().problem()).isEmpty();
    }

    @Test
    void asksInTheNameOfTheSharedApp() {
        // When
        account.start();
        account.awaitRound();

        // Then
        String proof = AppSecret.of(ReceiverHome.APP_SECRET).proofOf(ReceiverHome.ACCESS_TOKEN);
        assertThat(account.report().token().valid()).contains(true);
        assertThat(account.meta.requests)
                .filteredOn(request -> request.operation().equals("GET /debug_token"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.authorization())
                        .isEqualTo("Bearer 1234567890123456|" + ReceiverHome.APP_SECRET));
        assertThat(account.meta.requests)
                .filteredOn(request -> request.operation().endsWith("/subscribed_apps"))
                .isNotEmpty()
                .extracting(Request::query)
                .allSatisfy(query -> assertThat(query).contains("appsecret_proof=" + proof));
    }

    @Test
    void takesOnlyTheAccountOffMetaWhenItGoes() {
        // Given
        account.meta.withCallback(ReceiverHome.CALLBACK, "messages,messaging_seen");
        account.start();
        account.awaitRound();

        // When
        account.home.with("desired", "Absent").file();
        await().until(() -> account.report().phase() == Phase.DRAINED);

        // Then
        assertThat(account.meta.accountSubscribed()).isFalse();
        assertThat(account.meta.callback()).isEqualTo(ReceiverHome.CALLBACK);
        assertThat(account.report().webhook().registered()).isEmpty();
        assertThat(account.report().webhook().accountSubscribed()).contains(false);
    }

    @Test
    void forgetsAndFindsTheCallbackAgainWhenItSwitches() {
        // Given
        account.home.with("app", OWN);
        account.start();
        account.awaitRound();
        Optional<Boolean> withItsOwn = account.report().webhook().registered();

        // When
        account.home.with("app", SHARED).file();
        await().until(() -> account.report().webhook().shared());
        WebhookReport shared = account.report().webhook();
        account.home.with("app", OWN).file();

        // Then
        assertThat(withItsOwn).contains(true);
        assertThat(shared.registered()).isEmpty();
        assertThat(shared.callbackUrl()).isEmpty();
        assertThat(shared.fields()).isEmpty();
        await().until(() -> account.report().webhook().registered().equals(Optional.of(true)));
    }

    @Test
    void hasNoProblemWithoutTheSecretOfTheRetiredApp() {
        // Given
        account.home.with("retiredApp", "{ secretFiles: [ secrets/gone ] }");

        // When
        account.start();
        account.awaitRound();

        // Then
        assertThat(account.report().webhook().problem()).isEmpty();
        await().until(() -> account.report().token().problem().isEmpty());
    }

    @Test
    void saysWhichSecretOfTheSharedAppLacks() {
        // Given
        account.home.withoutSecret("app-secret").with("retiredApp", "{ secretFiles: [ secrets/gone ] }");

        // When
        account.start();

        // Then
        await().until(() -> account.report().token().problem().isPresent()
                && account.report().token().problem().get().reason() == Reason.UNVERIFIED
                && account.report().token().problem().get().message().contains("app.secretFiles[0]: key 'app-secret'"));
        assertThat(account.report().token().problem().orElseThrow().message()).doesNotContain("retiredApp");
    }

    private static boolean changesTheSubscription(String operation) {
        return operation.endsWith("/subscribed_apps") && !operation.startsWith("GET ");
    }
}
