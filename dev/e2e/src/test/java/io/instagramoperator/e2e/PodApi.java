package io.instagramoperator.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The API of a Service's pods, through a port-forward made for each call, as the API server keeps the header {@code Authorization} to itself. A
 * pod may go while it is asked: what may be asked twice is asked again, anything else fails.
 */
record PodApi(String namespace, String service, int port) {

    Answer get(String path, String... headers) {
        return await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsMatching(
                        e -> e instanceof UncheckedIOException || e instanceof KubernetesClientException)
                .until(() -> send("GET", path, "", headers), Objects::nonNull);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        String pod = readyPod();
        try (LocalPortForward forward = Cluster.CLIENT
                        .pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .portForward(port);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + forward.getLocalPort() + path))
                    .timeout(Duration.ofSeconds(40))
                    .method(method, BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            var response = client.send(request.build(), BodyHandlers.ofString());
            return Answer.of(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at Pod " + pod, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A pod that a Service would choose: one that is ready and not on its way out. */
    private String readyPod() {
        Map<String, String> selector = Objects.requireNonNull(
                        Cluster.CLIENT
                                .services()
                                .inNamespace(namespace)
                                .withName(service)
                                .get(),
                        () -> "there is no Service " + namespace + "/" + service)
                .getSpec()
                .getSelector();
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () ->
                                Cluster.CLIENT
                                        .pods()
                                        .inNamespace(namespace)
                                        .withLabels(selector)
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(pod -> !pod.isMarkedForDeletion())
                                        .filter(Readiness::isPodReady)
                                        .map(PodApi::nameOf)
                                        .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String nameOf(Pod pod) {
        return pod.getMetadata().getName();
    }
}
