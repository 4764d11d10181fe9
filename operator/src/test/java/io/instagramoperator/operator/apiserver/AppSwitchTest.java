package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.RetiredApp;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account that changes from one Meta app to another accepts webhooks of both for as long as Meta may send them. */
@ApiServerTest
class AppSwitchTest {

    private static final String ID = "9301";

    private static final String[] BOTH = {
        "secrets/agency-meta/app-secret", "secrets/meta/access-token", "secrets/meta/app-secret"
    };

    private static final String WELL_WITHOUT_THE_OLD_SECRET = """
            ,"credentials":[{"name":"app.secretFiles[0]","secret":"agency-meta","key":"app-secret","state":"Present"},
            {"name":"retiredApp.secretFiles[0]","secret":"meta","key":"app-secret","state":"Missing"},
            {"name":"accessTokenFile","secret":"meta","key":"access-token","state":"Present"}],
            "webhook":{"accountSubscribed":true,"checkedAt":"2026-11-23T10:00:00Z"},
            "token":{"valid":true,"username":"acme"}
            """;

    private ApiServer server;
    private FakeReceivers receivers;
    private TestAccount account;
    private TestApp agency;

    @BeforeEach
    void start() {
        server = new ApiServer();
        receivers = new FakeReceivers();
        account = new TestAccount(server.admin(), server.newNamespace(), "acme", receivers);
        agency = account.app("agency").applied();
    }

    @AfterEach
    void stop() {
        receivers.close();
        server.admin().close();
    }

    @Test
    void fromItsOwnAppToASharedOne() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            // Given
            account.applied(ID).awaitChildren();

            // When
            account.sharing(agency, ID);

            // Then
            await().untilAsserted(() -> assertThat(Mounts.files(account)).containsExactly(BOTH));
            assertThat(account.config()).contains("""
                    app:
                      id: "9876543210987654"
                      secretFiles:
                      - "secrets/agency-meta/app-secret"
                      shared: true
                      awaitGateway: true
                    retiredApp:
                      secretFiles:
                      - "secrets/meta/app-secret"
                      shared: false
                    """);
            assertThat(status().app().name()).isEqualTo("agency");
            assertThat(retired().appId()).isEqualTo("1234567890123456");
        }
    }

    @Test
    void andBack() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            // Given
            account.sharing(agency, ID).awaitChildren();

            // When
            account.applied(ID);

            // Then
            await().untilAsserted(() -> assertThat(account.config()).contains("""
                    app:
                      id: "1234567890123456"
                      secretFiles:
                      - "secrets/meta/app-secret"
                    retiredApp:
                      secretFiles:
                      - "secrets/agency-meta/app-secret"
                      shared: true
                    """));
            await().untilAsserted(() -> assertThat(Mounts.files(account)).containsExactly(BOTH));
            assertThat(retired().name()).isEqualTo("agency");
        }
    }

    /** Versions of one API server grow with each write, whatever is written. */
    @Test
    void theAppThatIsLeftIsRecordedBeforeAnythingChanges() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            // Given
            account.applied(ID).awaitChildren();
            List<Long> recorded = new CopyOnWriteArrayList<>();

            // When
            try (Watch _ = Watching.each(account, recordsOfTwoApps(recorded))) {
                account.sharing(agency, ID);
                await().untilAsserted(
                                () -> assertThat(Mounts.files(account)).contains("secrets/agency-meta/app-secret"));
                await().until(() -> !recorded.isEmpty());
            }

            // Then
            assertThat(recorded.getFirst())
                    .isLessThan(
                            version(account.child(ConfigMap.class).getMetadata().getResourceVersion()))
                    .isLessThan(version(
                            account.child(Deployment.class).getMetadata().getResourceVersion()));
        }
    }

    @Test
    void theAccountIsNotReadyUntilItsReceiverHasFollowed() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            // Given
            account.applied(ID);
            account.reportsThatAllIsWell(account.podStarted(true));
            account.awaitCondition("Ready", "True Ready");
            List<String> seen = new CopyOnWriteArrayList<>();

            try (Watch _ = Watching.each(account, readyByGeneration(seen))) {
                // When
                account.sharing(agency, ID);

                // Then
                await().untilAsserted(() -> assertThat(seen).contains("2 False RolloutInProgress"));
            }
            assertThat(seen).doesNotContain("2 True Ready");
        }
    }

    @Test
    void anOperatorThatEndsAfterTheRecordGoesOnFromIt() {
        // Given
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            account.applied(ID).awaitChildren();
            account.sharing(agency, ID);
            await().untilAsserted(() -> assertThat(Mounts.files(account)).contains("secrets/agency-meta/app-secret"));
        }
        RetiredApp before = retired();
        account.client()
                .resource(account.child(Deployment.class))
                .withGracePeriod(0)
                .delete();
        account.client()
                .resource(account.child(ConfigMap.class))
                .withGracePeriod(0)
                .delete();

        // When
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            account.awaitChildren();
        }

        // Then
        assertThat(Mounts.files(account)).containsExactly(BOTH);
        assertThat(retired()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} hours later")
    @ValueSource(ints = {47, 49})
    void afterTwoDaysTheAppBeforeCountsNoMore(int hours) {
        // Given
        changeToTheSharedAppAndBecomeReady();
        Map<String, String> versions = account.resourceVersions();

        // When
        try (RunningOperator later = operator(Clock.offset(Clock.systemUTC(), Duration.ofHours(hours)))) {
            await().until(() -> later.reconciled("acme", account.namespace()) >= 1);
        }

        // Then
        if (hours < 48) {
            assertThat(account.config()).contains("retiredApp");
            assertThat(account.resourceVersions()).isEqualTo(versions);
        } else {
            assertThat(account.config()).doesNotContain("retiredApp");
            assertThat(Mounts.files(account))
                    .containsExactly("secrets/agency-meta/app-secret", "secrets/meta/access-token");
            assertThat(account.account().get().getStatus().retiredApp()).isNull();
            assertThat(account.account().get().getStatus().app()).isNotNull();
        }
    }

    @Test
    void nothingIsWrittenAtRest() {
        // Given
        changeToTheSharedAppAndBecomeReady();
        String version = account.account().get().getMetadata().getResourceVersion();
        Map<String, String> children = account.resourceVersions();

        // When
        try (RunningOperator restarted = operator(Clock.systemUTC())) {
            await().until(() -> restarted.reconciled("acme", account.namespace()) >= 2);
        }

        // Then
        assertThat(account.account().get().getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(account.resourceVersions()).isEqualTo(children);
    }

    @Test
    void aSecretOfTheAppBeforeThatIsGoneTroublesNobody() {
        // When
        changeToTheSharedAppAndBecomeReady();

        // Then
        assertThat(account.condition("CredentialsReady")).isEqualTo("True CredentialsReady");
    }

    private void changeToTheSharedAppAndBecomeReady() {
        try (RunningOperator _ = operator(Clock.systemUTC())) {
            account.applied(ID).awaitChildren();
            account.sharing(agency, ID);
            await().untilAsserted(() -> assertThat(Mounts.files(account)).containsExactly(BOTH));
            agency.says("True", "Subscribed", "Meta sends the app's webhooks to the gateway");
            account.reports(account.podStarted(true), "Running", WELL_WITHOUT_THE_OLD_SECRET);
            account.awaitCondition("Ready", "True Ready");
        }
    }

    private static Consumer<InstagramAccount> recordsOfTwoApps(List<Long> versions) {
        return seen -> {
            if (seen.getStatus() != null && seen.getStatus().retiredApp() != null) {
                versions.add(version(seen.getMetadata().getResourceVersion()));
            }
        };
    }

    private static Consumer<InstagramAccount> readyByGeneration(List<String> seen) {
        return account -> account.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition ->
                        condition.getObservedGeneration() + " " + condition.getStatus() + " " + condition.getReason())
                .forEach(seen::add);
    }

    private static long version(String resourceVersion) {
        return Long.parseLong(resourceVersion);
    }

    private InstagramAccountStatus status() {
        return account.account().get().getStatus();
    }

    private RetiredApp retired() {
        return status().retiredApp();
    }

    private RunningOperator operator(Clock clock) {
        return new RunningOperator(
                server.operatorOf(account.namespace()),
                receivers.port(),
                Set.of(account.namespace()),
                new FixedReceiverSettings(),
                clock);
    }
}
