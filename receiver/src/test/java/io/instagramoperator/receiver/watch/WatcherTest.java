package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.webhook.registration.Problem;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of looking at a Meta over HTTP, and of making it so. */
class WatcherTest {

    private static final String FOREIGN = "https://other.example.com/hook";

    private final WatchedAccount account;

    WatcherTest(@TempDir Path folder) {
        account = new WatchedAccount(folder);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void subscribesAppAndAccountAndFindsTheTokenGood() {
        // When
        account.start();
        account.awaitRound();

        // Then
        assertThat(account.meta.callback()).isEqualTo(ReceiverHome.CALLBACK);
        assertThat(account.meta.fields()).isEqualTo("messages,messaging_seen");
        assertThat(account.meta.accountSubscribed()).isTrue();
        assertThat(account.request("POST /1234567890123456/subscriptions").body())
                .contains("verify_token=" + ReceiverHome.VERIFY_TOKEN);
        assertThat(account.request("POST /102938475610293/subscribed_apps").query())
                .endsWith("subscribed_fields=messages");
        assertThat(account.report().webhook().registered()).contains(true);
        assertThat(account.report().webhook().accountSubscribed()).contains(true);
        assertThat(account.report().webhook().problem()).isEmpty();
        assertThat(account.report().token().valid()).contains(true);
        assertThat(account.report().token().username()).contains("acme");
        assertThat(account.report().token().problem()).isEmpty();
    }

    @Test
    void changesNothingThatIsAsWanted() {
        // Given
        account.meta
                .withCallback(ReceiverHome.CALLBACK, "messages,messaging_seen,standby")
                .withAccountSubscribed(true);

        // When
        account.start();
        account.awaitRound();

        // Then
        assertThat(account.meta.operations()).noneMatch(operation -> operation.startsWith("POST"));
        assertThat(account.report().webhook().fields()).containsExactly("messages", "messaging_seen", "standby");
    }

    @Test
    void subscribesAgainWhatMetaDroppedWhenAskedToLook() {
        // Given
        account.start();
        account.awaitRound();
        account.meta.withCallback("", "").withAccountSubscribed(false);

        // When
        account.home.with("refresh", "\"now\"").file();

        // Then
        await().until(() -> account.meta.callback().equals(ReceiverHome.CALLBACK) && account.meta.accountSubscribed());
    }

    @Test
    void leavesAForeignCallbackAloneUntilToldToTakeOver() {
        // Given
        account.meta.withCallback(FOREIGN, "messages");
        account.start();
        account.awaitRound();
        Report before = account.report();
        String callbackBefore = account.meta.callback();

        // When
        account.home
                .with(
                        "webhook",
                        "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", fields: [ messages ], takeOver: true }")
                .file();

        // Then
        await().until(() -> account.meta.callback().equals(ReceiverHome.CALLBACK));
        assertThat(callbackBefore).isEqualTo(FOREIGN);
        assertThat(reason(before.webhook().problem())).contains(Reason.CALLBACK_TAKEN);
        await().until(() -> account.report().webhook().problem().isEmpty());
    }

    @Test
    void leavesTheAppToThePersonWhoRegistersIt() {
        // Given
        account.home.with(
                "webhook",
                "{ callbackUrl: \"" + ReceiverHome.CALLBACK + "\", fields: [ messages ], registration: Manual }");

        // When
        account.start();
        account.awaitRound();
        Report before = account.report();
        account.store("{}");

        // Then
        assertThat(reason(before.webhook().problem())).contains(Reason.REGISTRATION_MANUAL);
        await().until(() -> account.report().webhook().registered().equals(Optional.of(true)));
        assertThat(account.meta.accountSubscribed()).isTrue();
        assertThat(account.meta.operations()).noneMatch(operation -> operation.endsWith("/subscriptions"));
    }

    private static Optional<Reason> reason(Optional<Problem> problem) {
        return problem.map(Problem::reason);
    }
}
