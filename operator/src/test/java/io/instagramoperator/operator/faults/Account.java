package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.account.InstagramAccount;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An account as the platform team has it, in a cluster whose operator may be in trouble: everything is waited for with patience. */
record Account(KubernetesClient client, String namespace, String name, String instagramId) {

    static final List<Class<? extends HasMetadata>> CHILDREN = List.of(
            ConfigMap.class, ServiceAccount.class, PersistentVolumeClaim.class, Service.class, Deployment.class);

    private static final AtomicLong IDS = new AtomicLong(7_000_000_000L);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One that is not there yet. */
    static Account in(String namespace, String name, KubernetesClient client) {
        return new Account(client, namespace, name, String.valueOf(IDS.incrementAndGet()));
    }

    Account applied() {
        client.load(new ByteArrayInputStream(
                        """
                        apiVersion: instagram-operator.io/v1alpha1
                        kind: InstagramAccount
                        metadata: { name: %s, namespace: %s }
                        spec:
                          instagramId: "%s"
                          login: Instagram
                          app: { id: "1234567890123456", secretRefs: [ { name: meta, key: app-secret } ] }
                          accessTokenRef: { name: meta, key: access-token }
                        """.formatted(name, namespace, instagramId).getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        return this;
    }

    /** Merges JSON into the account. */
    void patched(String json) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** Changes what the operator copies into the configuration. */
    void refreshed(String value) {
        patched("{\"metadata\":{\"annotations\":{\"instagram-operator.io/refresh\":\"" + value + "\"}}}");
    }

    void deleted() {
        resource().delete();
    }

    Resource<InstagramAccount> resource() {
        return client.resources(InstagramAccount.class).inNamespace(namespace).withName(name);
    }

    <T extends HasMetadata> Resource<T> child(Class<T> type) {
        return client.resources(type).inNamespace(namespace).withName(name + "-receiver");
    }

    /** Waits until the operator has done all that it can do for an account without a pod. */
    Account awaitChildren() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            CHILDREN.forEach(type ->
                    assertThat(child(type).get()).as(type.getSimpleName()).isNotNull());
            assertThat(ready()).isEqualTo("False Starting");
        });
        return this;
    }

    void awaitRefreshed(String value) {
        await().atMost(PATIENCE).untilAsserted(() -> assertRefreshed(value));
    }

    void assertRefreshed(String value) {
        assertThat(config()).contains("refresh: \"" + value + "\"");
    }

    String config() {
        return child(ConfigMap.class).get().getData().getOrDefault("config.yaml", "");
    }

    String configHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(config().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void awaitGone() {
        await().atMost(PATIENCE).until(() -> resource().get() == null);
    }

    /** Such as {@code False Starting}; empty while the condition is not there. */
    String ready() {
        InstagramAccount account = resource().get();
        return account == null || account.getStatus() == null
                ? ""
                : account.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals("Ready"))
                        .map(Account::words)
                        .findFirst()
                        .orElse("");
    }

    private static String words(Condition condition) {
        return condition.getStatus() + " " + condition.getReason();
    }
}
