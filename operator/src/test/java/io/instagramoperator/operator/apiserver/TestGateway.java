package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.container.ConfigFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The gateway of a MetaApp in a cluster, seen by those around the operator: the platform team, the kubelet, the gateway's pods. */
record TestGateway(TestApp app, FakeReceivers receivers) {

    static final List<Class<? extends HasMetadata>> CHILDREN = List.of(
            ConfigMap.class,
            ServiceAccount.class,
            Service.class,
            Deployment.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class);

    static final String SECRET_PRESENT = credentials("Present");
    static final String REGISTERED =
            ",\"webhook\":{\"registered\":true,\"fields\":[\"messages\"],\"checkedAt\":\"2026-11-23T10:00:00Z\"}";

    // ---- the platform team

    void annotated(String annotation, @Nullable String value) {
        app.patched("{\"metadata\":{\"annotations\":{\"" + annotation + "\":"
                + (value == null ? "null" : "\"" + value + "\"") + "}}}");
    }

    void deleted() {
        app.app().delete();
    }

    /** An account in the same namespace, not applied yet. */
    TestAccount account(String name) {
        return new TestAccount(client(), app.namespace(), name, receivers);
    }

    // ---- the controllers and the kubelet

    Kubelet kubelet() {
        return new Kubelet(client(), app.namespace(), name(), "gateway");
    }

    /** Waits for the Deployment and runs a pod, ready or not. Returns its address, at which nothing is reported yet. */
    String podStarted(boolean ready) {
        String address = receivers.start();
        kubelet().runs(address, ready);
        return address;
    }

    void deploymentReady(int ready) {
        // @formatter:off
        client().resource(new DeploymentBuilder()
                        .withNewMetadata()
                            .withNamespace(app.namespace())
                            .withName(name())
                        .endMetadata()
                        .withNewStatus()
                            .withObservedGeneration(child(Deployment.class).getMetadata().getGeneration())
                            .withReplicas(2)
                            .withUpdatedReplicas(2)
                            .withReadyReplicas(ready)
                        .endStatus()
                        .build())
                .patchStatus();
        // @formatter:on
    }

    /** Two pods run and report that all is well, until the app is Ready. */
    void runsWell() {
        awaitChildren();
        podStarted(true);
        podStarted(true);
        deploymentReady(2);
        reportsThatAllIsWell();
        awaitCondition("Ready", "True Ready");
    }

    // ---- the gateway

    /** Reports at {@code address} that the configuration that is in the ConfigMap now is in force. {@code rest} follows the phase. */
    void reports(String address, String phase, String rest) {
        receivers.report(
                address,
                "{\"configHash\":\"" + configHash() + "\",\"version\":\"1.2.3\",\"phase\":\"" + phase + "\"" + rest
                        + "}");
    }

    /** Every pod reports that the current configuration is in force, and that all is well. */
    void reportsThatAllIsWell() {
        reports("Running", SECRET_PRESENT + REGISTERED);
    }

    /** Every pod reports this. */
    void reports(String phase, String rest) {
        addresses().forEach(address -> reports(address, phase, rest));
    }

    /** Starts a gateway that reports a problem with its callback, and that all else is well. */
    void reportsProblem(String reason) {
        awaitChildren();
        podStarted(true);
        podStarted(true);
        deploymentReady(2);
        reports(
                "Running",
                SECRET_PRESENT + ",\"webhook\":{\"registered\":false,\"problem\":{\"reason\":\"" + reason
                        + "\",\"message\":\"in the gateway's words\"}}");
    }

    static String credentials(String state) {
        return ",\"credentials\":[{\"name\":\"app.secretFiles[0]\",\"secret\":\"agency-meta\",\"key\":\"app-secret\",\"state\":\""
                + state + "\"}]";
    }

    // ---- what can be seen

    KubernetesClient client() {
        return app.client();
    }

    String name() {
        return app.name() + "-gateway";
    }

    <T extends HasMetadata> @Nullable T child(Class<T> type) {
        return client().resources(type)
                .inNamespace(app.namespace())
                .withName(name())
                .get();
    }

    List<Pod> pods() {
        return client().pods()
                .inNamespace(app.namespace())
                .withLabel("instagram-operator.io/app", app.name())
                .list()
                .getItems();
    }

    List<String> addresses() {
        return pods().stream().map(pod -> pod.getStatus().getPodIP()).toList();
    }

    String config() {
        ConfigMap config = child(ConfigMap.class);
        return config == null ? "" : config.getData().get("config.yaml");
    }

    String configHash() {
        return ConfigFile.hash(config());
    }

    /** The resource versions of all children and of the app: they move with every write, whatever is written. */
    Map<String, String> resourceVersions() {
        Map<String, String> versions = CHILDREN.stream()
                .collect(Collectors.toMap(
                        Class::getSimpleName, type -> child(type).getMetadata().getResourceVersion()));
        versions.put("MetaApp", app.app().get().getMetadata().getResourceVersion());
        pods().forEach(pod ->
                versions.put(pod.getMetadata().getName(), pod.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Such as {@code False Starting}; empty while the condition is not there. */
    String condition(String type) {
        return condition(type, condition -> condition.getStatus() + " " + condition.getReason());
    }

    String message(String type) {
        return condition(type, Condition::getMessage);
    }

    private String condition(String type, Function<Condition, String> part) {
        MetaApp found = app.app().get();
        return found == null || found.getStatus() == null
                ? ""
                : found.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .map(part)
                        .findFirst()
                        .orElse("");
    }

    void awaitCondition(String type, String expected) {
        await().untilAsserted(
                        () -> assertThat(condition(type)).as(message(type)).isEqualTo(expected));
    }

    void awaitGone() {
        await().untilAsserted(() -> assertThat(app.app().get()).isNull());
    }

    /** All children but the PodDisruptionBudget, which a single pod has not. */
    void awaitGateway() {
        await().untilAsserted(() -> CHILDREN.stream()
                .filter(type -> type != PodDisruptionBudget.class)
                .forEach(
                        type -> assertThat(child(type)).as(type.getSimpleName()).isNotNull()));
    }

    void awaitChildren() {
        await().untilAsserted(() -> CHILDREN.forEach(
                type -> assertThat(child(type)).as(type.getSimpleName()).isNotNull()));
    }
}
