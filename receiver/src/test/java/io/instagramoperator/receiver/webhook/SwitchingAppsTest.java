package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.receiver.webhook.Deliveries.item;
import static io.instagramoperator.receiver.webhook.Deliveries.message;
import static io.instagramoperator.receiver.webhook.TestReceiver.ACCOUNT;
import static io.instagramoperator.receiver.webhook.TestReceiver.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.webhook.config.VerifyToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account goes from an app of its own to a shared one, and back: nothing is refused, lost or stored twice. */
class SwitchingAppsTest {

    private static final AppSecret OWN = AppSecret.of("secret of its own app");
    private static final AppSecret SHARED = AppSecret.of("secret of the shared app");
    private static final AppSecret GATEWAY = SHARED.gatewayKey(ACCOUNT);

    private static final String OWN_APP = "app: { id: \"1\", secretFiles: [ own ] }\n";
    private static final String SHARED_APP = "app: { id: \"2\", secretFiles: [ shared ], shared: true }\n";
    private static final String TO_SHARED = SHARED_APP + "retiredApp: { secretFiles: [ own ] }\n";
    private static final String TO_OWN = OWN_APP + "retiredApp: { secretFiles: [ shared ], shared: true }\n";

    private final Path folder;

    SwitchingAppsTest(@TempDir Path folder) {
        this.folder = folder;
        TestReceiver.write(folder, "own", "secret of its own app");
        TestReceiver.write(folder, "shared", "secret of the shared app");
    }

    @Test
    void storesAnUpdateOnceThatBothCallbacksDeliver() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, TO_SHARED)) {
            // When
            int direct = receiver.deliver(message("m1"), OWN);
            int passedOn = receiver.deliver(passedOn("m1"), GATEWAY);
            int other = receiver.deliver(passedOn("m2"), GATEWAY);

            // Then
            assertThat(List.of(direct, passedOn, other)).containsOnly(200);
            assertThat(receiver.events())
                    .extracting(StoredEvent::event)
                    .containsExactly("message.received", "message.received");
            assertThat(receiver.metrics
                            .get("instagram_events_duplicate_total")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesNoDeliveryWhileItSwitchesThereAndBack() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, TO_SHARED)) {
            // Given
            AtomicBoolean switching = new AtomicBoolean(true);
            Sender meta = new Sender(receiver, switching, OWN, i -> message("m" + i));
            Sender gateway = new Sender(receiver, switching, GATEWAY, i -> passedOn("m" + i));
            CompletableFuture<Void> sending =
                    CompletableFuture.allOf(CompletableFuture.runAsync(meta), CompletableFuture.runAsync(gateway));

            // When
            for (String apps : List.of(TO_OWN, TO_SHARED, TO_OWN)) {
                awaitTenMore(meta);
                awaitTenMore(gateway);
                receiver.switchTo(apps);
            }
            awaitTenMore(meta);
            awaitTenMore(gateway);
            switching.set(false);
            sending.join();

            // Then
            assertThat(meta.answers).containsOnly(200);
            assertThat(gateway.answers).containsOnly(200);
            assertThat(receiver.events()).hasSize(Math.max(meta.answers.size(), gateway.answers.size()));
        }
    }

    @Test
    void takesNothingFromTheOldAppWhenItIsRetiredNoLonger() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, TO_SHARED)) {
            // When
            receiver.switchTo(SHARED_APP);

            // Then
            assertThat(receiver.deliver(message("m1"), OWN)).isEqualTo(401);
            assertThat(receiver.deliver(passedOn("m1"), GATEWAY)).isEqualTo(200);
        }
    }

    @Test
    void goesByTheConfigurationAlsoWhereTheSecretStaysTheSame() {
        // Given
        String app = "app: { id: \"2\", secretFiles: [ shared ], shared: ";
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, app + "false }\n")) {
            int directBefore = receiver.deliver(message("m1"), SHARED);

            // When
            receiver.switchTo(app + "true }\n");

            // Then
            assertThat(directBefore).isEqualTo(200);
            assertThat(receiver.deliver(message("m2"), SHARED)).isEqualTo(401);
            assertThat(receiver.deliver(passedOn("m2"), GATEWAY)).isEqualTo(200);
        }
    }

    @Test
    void leavesTheHandshakeOfASharedAppToTheGateway() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, SHARED_APP)) {
            for (String token : List.of(
                    "a+verify+token",
                    VerifyToken.derivedFrom(SHARED).value(),
                    VerifyToken.derivedFrom(GATEWAY).value())) {
                String query = "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + token;
                assertThat(receiver.send("GET", PATH + query, new byte[0]).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    private static void awaitTenMore(Sender sender) {
        int before = sender.sent.get();
        await().until(() -> sender.sent.get() >= before + 10);
    }

    /** As the gateway writes it: the entry as Meta sent it, in an envelope of the gateway's. */
    private static String passedOn(String mid) {
        return "{\"object\":\"instagram\",\"entry\":[{\"time\":1700000000002,\"id\":\"" + ACCOUNT + "\",\"messaging\":["
                + item(mid) + "]}]}";
    }

    /** Delivers one update after the other; both senders the same ones. */
    private static final class Sender implements Runnable {

        private final TestReceiver receiver;
        private final AtomicBoolean goOn;
        private final AppSecret key;
        private final IntFunction<String> body;
        private final AtomicInteger sent = new AtomicInteger();
        private final List<Integer> answers = new ArrayList<>();

        Sender(TestReceiver receiver, AtomicBoolean goOn, AppSecret key, IntFunction<String> body) {
            this.receiver = receiver;
            this.goOn = goOn;
            this.key = key;
            this.body = body;
        }

        @Override
        public void run() {
            while (goOn.get()) {
                answers.add(receiver.deliver(body.apply(sent.get()), key));
                sent.incrementAndGet();
            }
        }
    }
}
