package io.instagramoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** HTTP to a Service of the cluster, through a port-forward made for each call, so that it survives any pod. */
record Http(String namespace, String service, int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesClient CLUSTER = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(
                    Path.of(System.getenv("TEST_CLUSTER_KUBECONFIG")).toFile()))
            .build();

    /** An answer: the status and the body, if it is JSON. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"),
                path,
                headers);
    }

    Answer put(String path, String body) {
        return send(
                HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)).header("Content-Type", "application/json"),
                path);
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder().DELETE(), path);
    }

    private Answer send(HttpRequest.Builder request, String path, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (LocalPortForward forward = CLUSTER.services()
                        .inNamespace(namespace)
                        .withName(service)
                        .portForward(port);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            URI uri = URI.create("http://127.0.0.1:" + forward.getLocalPort() + path);
            var response =
                    client.send(request.uri(uri).timeout(Duration.ofSeconds(40)).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) throws IOException {
        return body.startsWith("{") || body.startsWith("[")
                ? JSON.readTree(body)
                : JSON.getNodeFactory().textNode(body);
    }
}
