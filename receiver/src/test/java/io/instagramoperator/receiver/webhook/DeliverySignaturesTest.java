package io.instagramoperator.receiver.webhook;

import static io.instagramoperator.receiver.webhook.Deliveries.message;
import static io.instagramoperator.receiver.webhook.TestReceiver.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.instagram.signature.AppSecret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose signature is accepted in which configuration. All others are refused, in every row. */
class DeliverySignaturesTest {

    private static final String OTHER_ACCOUNT = "17841499999999999";

    /** What a delivery is signed with, by who signs it. */
    private static final Map<String, AppSecret> SIGNERS = Map.ofEntries(
            Map.entry("META", AppSecret.of("the app secret")),
            Map.entry("META_OLD", AppSecret.of("the old app secret")),
            Map.entry("GATEWAY", AppSecret.of("the app secret").gatewayKey(ACCOUNT)),
            Map.entry("GATEWAY_OLD", AppSecret.of("the old app secret").gatewayKey(ACCOUNT)),
            Map.entry("GATEWAY_FOR_ANOTHER", AppSecret.of("the app secret").gatewayKey(OTHER_ACCOUNT)),
            Map.entry(
                    "GATEWAY_BY_THE_HEXADECIMAL_KEY",
                    AppSecret.of(AppSecret.of("the app secret").proofOf("gateway:" + ACCOUNT))),
            Map.entry("RETIRED_META", AppSecret.of("the secret of the retired app")),
            Map.entry("RETIRED_META_OLD", AppSecret.of("the old secret of the retired app")),
            Map.entry(
                    "RETIRED_GATEWAY",
                    AppSecret.of("the secret of the retired app").gatewayKey(ACCOUNT)),
            Map.entry(
                    "RETIRED_GATEWAY_OLD",
                    AppSecret.of("the old secret of the retired app").gatewayKey(ACCOUNT)),
            Map.entry(
                    "RETIRED_GATEWAY_FOR_ANOTHER",
                    AppSecret.of("the secret of the retired app").gatewayKey(OTHER_ACCOUNT)),
            Map.entry("NOBODY", AppSecret.of("a secret of nobody")),
            Map.entry("GATEWAY_OF_NOBODY", AppSecret.of("a secret of nobody").gatewayKey(ACCOUNT)));

    private final Path folder;

    DeliverySignaturesTest(@TempDir Path folder) {
        this.folder = folder;
        TestReceiver.write(folder, "app-secret", "the app secret");
        TestReceiver.write(folder, "old-secret", "the old app secret");
        TestReceiver.write(folder, "retired-secret", "the secret of the retired app");
        TestReceiver.write(folder, "retired-old-secret", "the old secret of the retired app");
    }

    @ParameterizedTest(name = "app: {0}, retired: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        app-secret                      | none                                             | META
        app-secret, old-secret          | none                                             | META META_OLD
        app-secret, shared              | none                                             | GATEWAY
        app-secret, old-secret, shared  | none                                             | GATEWAY GATEWAY_OLD
        app-secret                      | retired-secret                                   | META RETIRED_META
        app-secret                      | retired-secret, shared                           | META RETIRED_GATEWAY
        app-secret, shared              | retired-secret                                   | GATEWAY RETIRED_META
        app-secret, shared              | retired-secret, shared                           | GATEWAY RETIRED_GATEWAY
        app-secret, old-secret, shared  | retired-secret, retired-old-secret               | GATEWAY GATEWAY_OLD RETIRED_META RETIRED_META_OLD
        app-secret, old-secret          | retired-secret, retired-old-secret, shared       | META META_OLD RETIRED_GATEWAY RETIRED_GATEWAY_OLD
        app-secret, shared              | app-secret                                       | META GATEWAY
        app-secret                      | app-secret, shared                               | META GATEWAY
        app-secret                      | missing                                          | META
        app-secret, shared              | missing                                          | GATEWAY
        missing, app-secret, shared     | none                                             | GATEWAY
        """)
    void acceptsExactly(String app, String retired, String accepted) {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, apps(app, retired))) {
            assertThat(SIGNERS.keySet().stream().filter(signer -> answer(receiver, signer) == 200))
                    .containsExactlyInAnyOrder(accepted.split(" ", -1));
            assertThat(receiver.events()).hasSize(accepted.split(" ", -1).length);
        }
    }

    /** Answering 401 would tell Meta that it is wrong, when nobody can know. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        missing         | none
        missing, shared | none
        missing, shared | retired-secret
        missing         | retired-secret, shared
        """)
    void judgesNoDeliveryWithoutASecretOfTheApp(String app, String retired) {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, apps(app, retired))) {
            assertThat(answer(receiver, "GATEWAY")).isEqualTo(503);
            assertThat(answer(receiver, "RETIRED_META")).isEqualTo(503);
            assertThat(receiver.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("app.secretFiles: "));
        }
    }

    @Test
    void isReadyWithoutTheSecretOfTheRetiredApp() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, apps("app-secret, shared", "missing"))) {
            assertThat(receiver.problem()).isEmpty();
        }
    }

    @Test
    void readsARotatedSecretOfASharedApp() {
        try (TestReceiver receiver = TestReceiver.startWithApps(folder, apps("app-secret, shared", "none"))) {
            // When
            TestReceiver.write(folder, "app-secret", "the old app secret");

            // Then
            await().until(() -> answer(receiver, "GATEWAY_OLD") == 200);
            assertThat(answer(receiver, "GATEWAY")).isEqualTo(401);
        }
    }

    private static int answer(TestReceiver receiver, String signer) {
        return receiver.deliver(message(signer), Objects.requireNonNull(SIGNERS.get(signer)));
    }

    private static String apps(String app, String retired) {
        String lines = "app: { id: \"1234567890123456\", " + files(app) + " }\n";
        return retired.equals("none") ? lines : lines + "retiredApp: { " + files(retired) + " }\n";
    }

    private static String files(String words) {
        List<String> all = Arrays.asList(words.split(", ", -1));
        List<String> files = all.stream().filter(word -> !word.equals("shared")).toList();
        return "secretFiles: [ " + String.join(", ", files) + " ], shared: " + all.contains("shared");
    }
}
