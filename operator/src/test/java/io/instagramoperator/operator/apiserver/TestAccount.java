package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.account.InstagramAccount;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One account in a cluster, seen by those around the operator: the platform team, the kubelet, the receiver. */
record TestAccount(KubernetesClient client, String namespace, String name, FakeReceivers receivers) {

    static final List<Class<? extends HasMetadata>> CHILDREN = List.of(
            ConfigMap.class,
            ServiceAccount.class,
            PersistentVolumeClaim.class,
            Service.class,
            Deployment.class,
            NetworkPolicy.class);

    // ---- the platform team

    /** Applies the smallest account that there is. */
    TestAccount applied(String instagramId) {
        return applied(instagramId, "");
    }

    /** The same with one more field of its spec, as YAML. */
    TestAccount applied(String instagramId, String field) {
        return applied(
                instagramId,
                "app: { id: \"1234567890123456\", secretRefs: [ { name: meta, key: app-secret } ] }",
                field);
    }

    /** The same, but with the Meta app of a MetaApp instead of one of its own. */
    TestAccount sharing(TestApp app, String instagramId) {
        return applied(instagramId, "appRef: { name: " + app.name() + " }", "");
    }

    private TestAccount applied(String instagramId, String app, String field) {
        client.load(new ByteArrayInputStream(
                        """
                        apiVersion: instagram-operator.io/v1alpha1
                        kind: InstagramAccount
                        metadata: { name: %s, namespace: %s }
                        spec:
                          instagramId: "%s"
                          login: Instagram
                          %s
                          accessTokenRef: { name: meta, key: access-token }
                          %s
                        """.formatted(name, namespace, instagramId, app, field).getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        return this;
    }

    /** Merges JSON into the account. */
    void patched(String json) {
        account().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** What the schema of accounts allows and that of Deployments does not. */
    void patchedWithWhatADeploymentRefuses() {
        patched("""
                {"spec":{"receiver":{"topologySpreadConstraints":[
                {"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway","minDomains":2}]}}}
                """);
    }

    void annotated(String annotation, @Nullable String value) {
        patched("{\"metadata\":{\"annotations\":{\"" + annotation + "\":"
                + (value == null ? "null" : "\"" + value + "\"") + "}}}");
    }

    void deleted() {
        account().delete();
    }

    /** Another account in the same namespace, not applied yet. */
    TestAccount neighbour(String other) {
        return new TestAccount(client, namespace, other, receivers);
    }

    /** A MetaApp in the same namespace, not applied yet. */
    TestApp app(String app) {
        return new TestApp(client, namespace, app);
    }

    /** A subscription in the same namespace, not applied yet. */
    TestSubscription subscription(String subscription) {
        return new TestSubscription(client, namespace, subscription);
    }

    // ---- the controllers and the kubelet

    /** Waits for the Deployment and runs its pod, ready or not. Returns the address of its receiver, which does not report yet. */
    String podStarted(boolean ready) {
        String address = receivers.start();
        new Kubelet(this).runs(address, ready);
        deploymentReady(ready ? 1 : 0);
        return address;
    }

    /** The pod is deleted, and gone. */
    void podEnded() {
        client.resource(pod()).withGracePeriod(0).delete();
    }

    void deploymentReady(int ready) {
        // @formatter:off
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                            .withNamespace(namespace)
                            .withName(childName())
                        .endMetadata()
                        .withNewStatus()
                            .withObservedGeneration(child(Deployment.class).getMetadata().getGeneration())
                            .withReplicas(1)
                            .withUpdatedReplicas(1)
                            .withReadyReplicas(ready)
                        .endStatus()
                        .build())
                .patchStatus();
        // @formatter:on
    }

    // ---- the receiver

    /** Reports at {@code address} that the configuration that is in the ConfigMap now is in force. {@code rest} follows the phase. */
    void reports(String address, String phase, String rest) {
        receivers.report(
                address,
                "{\"configHash\":\"" + configHash() + "\",\"version\":\"1.2.3\",\"phase\":\"" + phase + "\"" + rest
                        + "}");
    }

    void reportsThatAllIsWell(String address) {
        reports(address, "Running", SECRETS_PRESENT + META_CONTENT);
    }

    /** Reports that all is well, and this about subscriptions: elements of a JSON array. */
    void reportsOnSubscriptions(String address, String... subscriptions) {
        reports(address, "Running", SECRETS_PRESENT + META_CONTENT + subscriptions(subscriptions));
    }

    /** Reports that all is well but one more file, which {@code name} in the configuration names. */
    void reportsMissing(String address, String name, String secret, String key, String... subscriptions) {
        String missing = "{\"name\":\"" + name + "\",\"secret\":\"" + secret + "\",\"key\":\"" + key
                + "\",\"state\":\"Missing\"}";
        reports(
                address,
                "Running",
                SECRETS_PRESENT.strip().replaceFirst("]$", "," + missing + "]")
                        + META_CONTENT
                        + subscriptions(subscriptions));
    }

    /** Starts a receiver that reports a problem with its webhook or its token, and that all else is well. */
    void reportsProblem(String about, String facts, String reason) {
        String problem = facts + "\"problem\":{\"reason\":\"" + reason + "\",\"message\":\"in the receiver's words\"}";
        String webhook = about.equals("webhook") ? problem : "\"registered\":true,\"accountSubscribed\":true";
        String token = about.equals("token") ? problem : "\"valid\":true,\"username\":\"acme\"";
        reports(
                podStarted(true),
                "Running",
                SECRETS_PRESENT + ",\"webhook\":{" + webhook + "},\"token\":{" + token + "}");
    }

    private static String subscriptions(String... subscriptions) {
        return ",\"subscriptions\":[" + String.join(",", subscriptions) + "]";
    }

    static final String META_CONTENT = """
            ,"webhook":{"registered":true,"fields":["messages"],"accountSubscribed":true,"checkedAt":"2026-11-23T10:00:00Z"},
            "token":{"valid":true,"username":"acme"}
            """;

    static final String SECRETS_PRESENT = credentials("Present");
    static final String SECRETS_MISSING = credentials("Missing");

    private static String credentials(String state) {
        return """
                ,"credentials":[{"name":"app.secretFiles[0]","secret":"meta","key":"app-secret","state":"%1$s"},
                {"name":"accessTokenFile","secret":"meta","key":"access-token","state":"%1$s"}]
                """.formatted(state);
    }

    // ---- what can be seen

    Resource<InstagramAccount> account() {
        return client.resources(InstagramAccount.class).inNamespace(namespace).withName(name);
    }

    <T extends HasMetadata> @Nullable T child(Class<T> type) {
        return client.resources(type)
                .inNamespace(namespace)
                .withName(childName())
                .get();
    }

    Pod pod() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("instagram-operator.io/account", name)
                .list()
                .getItems()
                .getFirst();
    }

    String config() {
        return child(ConfigMap.class).getData().get("config.yaml");
    }

    String configHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(config().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    String childName() {
        return name + "-receiver";
    }

    /** The resource versions of all children: they move with every write, whatever is written. */
    Map<String, String> resourceVersions() {
        return CHILDREN.stream()
                .collect(Collectors.toMap(
                        Class::getSimpleName, type -> child(type).getMetadata().getResourceVersion()));
    }

    /** Such as {@code False Starting}; empty while the condition is not there. */
    String condition(String type) {
        return condition(type, condition -> condition.getStatus() + " " + condition.getReason());
    }

    String message(String type) {
        return condition(type, Condition::getMessage);
    }

    private String condition(String type, Function<Condition, String> part) {
        InstagramAccount account = account().get();
        return account == null || account.getStatus() == null
                ? ""
                : account.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(part)
                        .findFirst()
                        .orElse("");
    }

    void awaitCondition(String type, String expected) {
        await().untilAsserted(
                        () -> assertThat(condition(type)).as(message(type)).isEqualTo(expected));
    }

    void awaitMessage(String type, String beginning) {
        await().untilAsserted(() -> assertThat(message(type)).startsWith(beginning));
    }

    void awaitGone() {
        await().untilAsserted(() -> assertThat(account().get()).isNull());
    }

    void awaitChildren() {
        await().untilAsserted(() -> CHILDREN.forEach(
                type -> assertThat(child(type)).as(type.getSimpleName()).isNotNull()));
    }
}
