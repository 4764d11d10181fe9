package io.instagramoperator.operator.apiserver;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kind HTTPRoute, which a cluster has or has not. */
record GatewayApiDefinition(KubernetesClient client) {

    private static final Path FILE = Path.of(
            "src/test/resources/io/instagramoperator/operator/apiserver/httproutes.gateway.networking.k8s.io.yaml");

    /** Its controllers come up in their own time, so nobody waits for it to be served here. */
    void install() {
        client.resource(definition()).create();
    }

    void remove() {
        client.resource(definition()).delete();
        await().until(() -> client.resource(definition()).get() == null);
    }

    private static CustomResourceDefinition definition() {
        try {
            return Serialization.unmarshal(Files.readString(FILE), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
