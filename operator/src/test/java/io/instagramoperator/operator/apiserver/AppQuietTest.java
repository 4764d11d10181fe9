package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.account.InstagramAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is as it should be is not written again, and many accounts are no more than one longer file. */
@ApiServerTest
class AppQuietTest {

    private static final int MANY = 200;

    private ApiServer server;
    private FakeReceivers pods;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        server = new ApiServer();
        pods = new FakeReceivers();
        gateway = new TestGateway(new TestApp(server.admin(), server.newNamespace(), "agency"), pods);
        gateway.app().applied();
    }

    @AfterEach
    void stop() {
        pods.close();
        server.admin().close();
    }

    @Test
    void anOperatorThatStartsAgainWritesNothing() {
        // Given
        TestAccount acme = gateway.account("acme");
        Map<String, String> written;
        try (RunningOperator _ = operator()) {
            gateway.runsWell();
            acme.sharing(gateway.app(), "9301").awaitChildren();
            await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
            gateway.reportsThatAllIsWell();
            gateway.awaitCondition("Ready", "True Ready");
            await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
            awaitPoked();
            written = versions(acme);
        }

        for (int restart = 0; restart < 2; restart++) {
            // When
            try (RunningOperator restarted = operator()) {
                await().until(() -> restarted.reconciled("agency", namespace()) >= 2);
            }

            // Then
            assertThat(versions(acme)).isEqualTo(written);
        }
    }

    @Test
    void anAccountThatWaitsForAPodGoesOnWaitingAfterARestart() {
        // Given
        TestAccount acme = gateway.account("acme");
        Map<String, String> written;
        try (RunningOperator _ = operator()) {
            gateway.runsWell();
            acme.sharing(gateway.app(), "9301");
            acme.awaitChildren();
            await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
            gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
            awaitPoked();
            written = versions(acme);
        }

        try (RunningOperator restarted = operator()) {
            // When
            await().until(() ->
                    restarted.reconciled("agency", namespace()) >= 2 && restarted.reconciled("acme", namespace()) >= 1);

            // Then
            assertThat(versions(acme)).isEqualTo(written);
            assertThat(acme.config()).contains("awaitGateway: true");

            // When
            gateway.reportsThatAllIsWell();

            // Then
            await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
        }
    }

    @Test
    void anAccountThatAnEarlierVersionHasRecordedDoesNotWait() {
        // Given
        TestAccount acme = gateway.account("acme");
        try (RunningOperator _ = operator()) {
            gateway.runsWell();
            acme.sharing(gateway.app(), "9301").awaitChildren();
            await().untilAsserted(() -> assertThat(gateway.config()).contains("name: \"acme\""));
            gateway.reportsThatAllIsWell();
            await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("awaitGateway"));
        }
        acme.account()
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"app\":{\"routed\":null}}}");
        Map<String, String> written = versions(acme);

        // When
        gateway.addresses().forEach(address -> pods.misbehave(address, HttpExchange::close));
        try (RunningOperator restarted = operator()) {
            await().until(() -> restarted.reconciled("acme", namespace()) >= 1);
        }

        // Then
        assertThat(acme.account().get().getStatus().app().routed()).isNull();
        assertThat(acme.resourceVersions())
                .allSatisfy((type, version) -> assertThat(written).containsEntry("acme " + type, version));
    }

    @Test
    void twoHundredAccountsAreOneLongFileAndFewReconciles() {
        // Given
        Map<String, String> written;
        try (RunningOperator running = operator()) {
            gateway.runsWell();
            int before = running.reconciled("agency", namespace());

            // When
            IntStream.range(0, MANY)
                    .forEach(i -> gateway.account("account-" + i).sharing(gateway.app(), String.valueOf(930_000 + i)));

            // Then
            await().untilAsserted(() -> assertThat(
                            gateway.config().lines().filter(line -> line.startsWith("  name: \"account-")))
                    .hasSize(MANY));
            awaitPoked();
            gateway.reportsThatAllIsWell();
            gateway.awaitCondition("Ready", "True Ready");
            assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(MANY);
            await().untilAsserted(() -> assertThat(accounts())
                    .hasSize(MANY)
                    .allMatch(account -> account.getStatus().app().routed()));
            assertThat(running.reconciled("agency", namespace()) - before)
                    .as("an account is new, is looked at, and has its app recorded")
                    .isLessThan(3 * MANY);
            written = gateway.resourceVersions();
        }

        // When
        try (RunningOperator restarted = operator()) {
            await().until(() -> restarted.reconciled("agency", namespace()) >= 2
                    && restarted.reconciled("account-199", namespace()) >= 1);

            // Then
            assertThat(gateway.resourceVersions()).isEqualTo(written);
            assertThat(restarted.reconciled("agency", namespace())).isLessThan(20);
        }
    }

    /** Of everything of the app and of the account. */
    private Map<String, String> versions(TestAccount account) {
        Map<String, String> versions = new HashMap<>(gateway.resourceVersions());
        account.resourceVersions().forEach((type, version) -> versions.put(account.name() + " " + type, version));
        versions.put(account.name(), account.account().get().getMetadata().getResourceVersion());
        return versions;
    }

    private List<InstagramAccount> accounts() {
        return gateway.client()
                .resources(InstagramAccount.class)
                .inNamespace(namespace())
                .list()
                .getItems();
    }

    private void awaitPoked() {
        await().untilAsserted(() -> assertThat(gateway.pods())
                .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                        .containsEntry("instagram-operator.io/config-hash", gateway.configHash())));
    }

    private String namespace() {
        return gateway.app().namespace();
    }

    private RunningOperator operator() {
        return RunningOperator.withApps(server.operatorOf(namespace()), pods.port(), Set.of(namespace()));
    }
}
