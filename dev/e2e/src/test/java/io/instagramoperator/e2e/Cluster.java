package io.instagramoperator.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** The cluster that the tests are run on. */
final class Cluster {

    static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(
                    Path.of(System.getenv("TEST_CLUSTER_KUBECONFIG")).toFile()))
            .build();

    private Cluster() {}
}
