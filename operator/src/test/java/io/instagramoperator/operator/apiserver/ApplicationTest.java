package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.instagramoperator.operator.settings.FixedGatewaySettings;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The application as Quarkus puts it together, but for leader election, which needs two of them. It runs until all tests have ended, so it
 * watches a namespace of its own, and leaves no account there for the operators of other tests to quarrel about.
 */
@QuarkusTest
@QuarkusTestResource(ApplicationTest.Environment.class)
@ApiServerTest
class ApplicationTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ConfigProperty(name = "quarkus.operator-sdk.namespaces")
    String namespace;

    private ApiServer server;
    private FakeReceivers receivers;

    @BeforeEach
    void start() {
        server = new ApiServer();
        receivers = new FakeReceivers();
    }

    @AfterEach
    void stop() {
        receivers.close();
        server.admin().close();
    }

    @Test
    void anAccountGetsItsReceiver() throws Exception {
        // When
        TestAccount account = account("acme").applied("9001");

        // Then
        account.awaitChildren();
        account.awaitCondition("Ready", "False Starting");
        assertThat(get("health/ready").statusCode()).isEqualTo(200);
        for (Class<? extends HasMetadata> type : TestAccount.CHILDREN) {
            assertThat(account.child(type).getMetadata().getManagedFields())
                    .as(type.getSimpleName())
                    .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
                    .containsExactly(tuple("instagram-operator", "Apply"));
        }

        // When
        account.annotated("instagram-operator.io/refresh", "now");

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("refresh: \"now\""));

        // When
        TestSubscription crm = account.subscription("crm").applied(account);

        // Then
        crm.awaitToldTo(account);
        assertThat(account.config()).contains("- \"10.20.0.0/16\"", "- \"fd00::/8\"");
        crm.awaitCondition("Ready", "Unknown ReceiverNotReady");
        crm.deleted();
        account.deleted();
        account.awaitGone();
        await().untilAsserted(() -> assertThat(get("metrics").body())
                .containsPattern("(?m)^reconciliations_success_total\\{[^}]*instagramaccount[^}]*} [1-9]"));
    }

    @Test
    void aRefusalOfTheApiServerIsExplained() {
        // Given
        TestAccount account = account("taken");
        server.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(account.namespace())
                        .withName(account.childName())
                        .endMetadata()
                        .build())
                .create();

        // When
        account.applied("9002");

        // Then
        account.awaitCondition("Ready", "False ConfigNotApplied");
        account.deleted();
        account.awaitGone();
    }

    private TestAccount account(String name) {
        return new TestAccount(server.admin(), namespace, name, receivers);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString());
        }
    }

    /** Where the API server is, who the operator is there, and what the installation would set. */
    public static class Environment implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            ApiServer server = new ApiServer();
            String namespace = server.newNamespace();
            System.setProperty(
                    "kubeconfig", server.kubeconfigOfOperatorOf(namespace).toString());
            return Map.of(
                    "quarkus.operator-sdk.namespaces",
                    namespace,
                    "quarkus.management.test-port",
                    "0",
                    "instagram-operator.receiver.image",
                    new FixedReceiverSettings().image(),
                    "instagram-operator.gateway.image",
                    new FixedGatewaySettings().image(),
                    "instagram-operator.receiver.allow-private-sinks",
                    "10.20.0.0/16,fd00::/8");
        }

        @Override
        public void stop() {
            System.clearProperty("kubeconfig");
        }
    }
}
