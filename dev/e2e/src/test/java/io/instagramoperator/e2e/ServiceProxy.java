package io.instagramoperator.e2e;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP to a Service of the cluster, which the API server passes on. */
record ServiceProxy(String namespace, String service, int port) {

    private static final int PATIENCE_SECONDS = 40;

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    private Answer send(String method, String path, String body) {
        HttpClient client = Cluster.CLIENT.getHttpClient();
        URI uri = URI.create("%sapi/v1/namespaces/%s/services/%s:%d/proxy%s"
                .formatted(Cluster.CLIENT.getMasterUrl(), namespace, service, port, path));
        HttpRequest request = client.newHttpRequestBuilder()
                .uri(uri)
                .method(method, "application/json", body)
                .build();
        try {
            var response = client.sendAsync(request, String.class).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Answer.of(response.code(), response.body());
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " " + path + " at Service " + service, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
