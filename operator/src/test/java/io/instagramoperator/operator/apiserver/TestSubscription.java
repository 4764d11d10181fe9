package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** One subscription in a cluster, seen by the application team. */
record TestSubscription(KubernetesClient client, String namespace, String name) {

    /** Orders the events of one account, for https://crm.example.com/hooks, signed with the key secret of Secret crm-hook. */
    TestSubscription applied(TestAccount account) {
        return applied("accountRef: { name: " + account.name() + " }", "url: https://crm.example.com/hooks");
    }

    /**
     * Orders events.
     *
     * @param accounts the line of the spec that says of which accounts
     * @param address  the line of the sink that says where they go
     */
    TestSubscription applied(String accounts, String address) {
        client.load(new ByteArrayInputStream(
                        """
                        apiVersion: instagram-operator.io/v1alpha1
                        kind: EventSubscription
                        metadata: { name: %s, namespace: %s }
                        spec:
                          %s
                          sink:
                            http:
                              %s
                              signingSecretRef: { name: crm-hook, key: secret }
                        """.formatted(name, namespace, accounts, address).getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        return this;
    }

    /** Merges JSON into the subscription. */
    void patched(String json) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    void deleted() {
        resource().delete();
    }

    /** What a receiver reports of it while all is well. */
    String well() {
        return "{\"name\":\"" + name
                + "\",\"cursor\":\"AAAB\",\"backlog\":0,\"deadLetters\":0,\"breaker\":\"Closed\",\"suspended\":false}";
    }

    /** What a receiver reports of it when requests fail. */
    String failing(String kind, String message) {
        return "{\"name\":\"" + name
                + "\",\"cursor\":\"AAAB\",\"backlog\":12,\"oldestSeconds\":30,\"deadLetters\":3,\"breaker\":\"Open\",\"suspended\":false,"
                + "\"lastError\":{\"kind\":\"" + kind + "\",\"message\":\"" + message
                + "\",\"at\":\"2026-11-23T10:00:00Z\"}}";
    }

    Resource<EventSubscription> resource() {
        return client.resources(EventSubscription.class).inNamespace(namespace).withName(name);
    }

    EventSubscriptionStatus status() {
        return resource().get().getStatus();
    }

    String resourceVersion() {
        return resource().get().getMetadata().getResourceVersion();
    }

    /** Such as {@code False SecretNotFound}; empty while the condition is not there. */
    String condition(String type) {
        return condition(type, condition -> condition.getStatus() + " " + condition.getReason());
    }

    String message(String type) {
        return condition(type, Condition::getMessage);
    }

    private String condition(String type, Function<Condition, String> part) {
        EventSubscriptionStatus status = status();
        return status == null
                ? ""
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(part)
                        .findFirst()
                        .orElse("");
    }

    void awaitCondition(String type, String expected) {
        await().untilAsserted(
                        () -> assertThat(condition(type)).as(message(type)).isEqualTo(expected));
    }

    /** Waits until the account's receiver is told of it and has its Secret. */
    void awaitToldTo(TestAccount account) {
        account.awaitChildren();
        await().untilAsserted(() -> assertThat(account.config()).contains("name: \"" + name + "\""));
        await().untilAsserted(() -> assertThat(Mounts.secrets(account)).contains("crm-hook"));
    }

    /** Has the receiver of the account report that it delivers, and waits until that is said. */
    TestSubscription delivering(TestAccount account) {
        awaitToldTo(account);
        account.deploymentReady(1);
        account.reportsOnSubscriptions(account.pod().getStatus().getPodIP(), well());
        awaitCondition("Ready", "True Ready");
        account.awaitCondition("Ready", "True Ready");
        return this;
    }
}
