package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.instagramoperator.operator.settings.ReceiverSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is as it should be is not written again: every write moves a resource version. */
@ApiServerTest
class QuietTest {

    private ApiServer server;
    private FakeReceivers receivers;
    private String namespace;

    @BeforeEach
    void start() {
        server = new ApiServer();
        receivers = new FakeReceivers();
        namespace = server.newNamespace();
    }

    @AfterEach
    void stop() {
        receivers.close();
        server.admin().close();
    }

    @Test
    void anOperatorThatStartsAgainWritesNothing() {
        // Given
        TestAccount account = ready(new FixedReceiverSettings());
        TestSubscription crm;
        try (RunningOperator _ = operator(new FixedReceiverSettings())) {
            crm = account.subscription("crm").applied(account).delivering(account);
        }
        Map<String, String> written = versions(account, crm);

        for (int restart = 0; restart < 2; restart++) {
            // When
            try (RunningOperator restarted = operator(new FixedReceiverSettings())) {
                await().until(() ->
                        restarted.reconciled("acme", namespace) >= 2 && restarted.reconciled("crm", namespace) >= 1);
            }

            // Then
            assertThat(versions(account, crm)).isEqualTo(written);
        }
    }

    @Test
    void anUpgradeThatChangesWhatReceiversReReadRestartsNone() {
        // Given
        TestAccount account = ready(new FixedReceiverSettings());
        String deployment = account.child(Deployment.class).getMetadata().getResourceVersion();

        // When
        try (RunningOperator _ = operator(new FixedReceiverSettings().allowing("10.20.0.0/16"))) {
            await().untilAsserted(() -> assertThat(account.config()).contains("10.20.0.0/16"));
            account.reportsThatAllIsWell(account.pod().getStatus().getPodIP());
            account.awaitCondition("Ready", "True Ready");
        }

        // Then
        assertThat(account.child(Deployment.class).getMetadata().getResourceVersion())
                .isEqualTo(deployment);
    }

    @Test
    void anUpgradeOfTheImageRestartsOnlyThoseThatUseIt() {
        // Given
        TestAccount account = ready(new FixedReceiverSettings());
        TestAccount own = account.neighbour("own").applied("9102");
        own.patched("{\"spec\":{\"receiver\":{\"image\":\"registry.example.com/own:1\"}}}");
        try (RunningOperator _ = operator(new FixedReceiverSettings())) {
            own.awaitChildren();
        }
        Map<String, String> children = own.resourceVersions();

        // When
        try (RunningOperator upgraded =
                operator(new FixedReceiverSettings().running("registry.example.com/receiver:2"))) {
            await().untilAsserted(() -> assertThat(image(account)).isEqualTo("registry.example.com/receiver:2"));
            await().until(() -> upgraded.reconciled("own", namespace) >= 1);
        }

        // Then
        assertThat(own.resourceVersions()).isEqualTo(children);
    }

    @Test
    void anOldYamlCuresABadChange() {
        // Given
        TestAccount account = ready(new FixedReceiverSettings());
        String config = account.config();
        String uid = account.child(Deployment.class).getMetadata().getUid();
        try (RunningOperator _ = operator(new FixedReceiverSettings())) {
            // When
            account.patched("{\"spec\":{\"receiver\":{\"image\":\"registry.example.com/no-such:image\"}}}");
            account.podEnded();
            await().untilAsserted(() -> assertThat(image(account)).isEqualTo("registry.example.com/no-such:image"));
            new Kubelet(account).waits("ImagePullBackOff", 0);
            account.deploymentReady(0);

            // Then
            account.awaitCondition("Ready", "False ImagePullFailed");
            assertThat(account.message("Ready")).contains("spec.receiver.image");

            // When
            account.patched("{\"spec\":{\"receiver\":{\"image\":\"\"}}}");
            account.podEnded();
            await().untilAsserted(() -> assertThat(image(account)).isEqualTo(new FixedReceiverSettings().image()));
            account.reportsThatAllIsWell(account.podStarted(true));

            // Then
            account.awaitCondition("Ready", "True Ready");
            assertThat(account.config()).isEqualTo(config);
            assertThat(account.child(Deployment.class).getMetadata().getUid()).isEqualTo(uid);
        }
    }

    @Test
    void numbersDoNotMoveTheStatusTwiceInAMinute() {
        // Given
        TestAccount account = ready(new FixedReceiverSettings());
        try (RunningOperator running = operator(new FixedReceiverSettings())) {
            TestSubscription crm = account.subscription("crm").applied(account).delivering(account);
            String receiver = account.pod().getStatus().getPodIP();
            String written = account.account().get().getMetadata().getResourceVersion();

            // When
            for (int backlog = 1; backlog <= 3; backlog++) {
                int before = running.reconciled("acme", namespace);
                account.reportsOnSubscriptions(receiver, crm.well().replace("\"backlog\":0", "\"backlog\":" + backlog));
                await().until(() -> running.reconciled("acme", namespace) > before);
            }

            // Then
            assertThat(account.account().get().getMetadata().getResourceVersion())
                    .isEqualTo(written);
        }
    }

    private TestAccount ready(ReceiverSettings settings) {
        TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("9101");
        try (RunningOperator _ = operator(settings)) {
            account.reportsThatAllIsWell(account.podStarted(true));
            account.awaitCondition("Ready", "True Ready");
        }
        return account;
    }

    private Map<String, String> versions(TestAccount account, TestSubscription subscription) {
        Map<String, String> versions = new HashMap<>(account.resourceVersions());
        versions.put("account", account.account().get().getMetadata().getResourceVersion());
        versions.put("pod", account.pod().getMetadata().getResourceVersion());
        versions.put("subscription", subscription.resourceVersion());
        versions.put("config", account.child(ConfigMap.class).getMetadata().getResourceVersion());
        return versions;
    }

    private static String image(TestAccount account) {
        return account.child(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private RunningOperator operator(ReceiverSettings settings) {
        return new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace), settings);
    }
}
