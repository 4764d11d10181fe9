package io.instagramoperator.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The API server that {@value #KUBECONFIG} names, and an administrator's client of it. */
record ApiServer(Path kubeconfig, KubernetesClient client) implements AutoCloseable {

    static final String KUBECONFIG = "TEST_APISERVER_KUBECONFIG";

    static ApiServer connect() {
        Path kubeconfig = Path.of(System.getenv(KUBECONFIG));
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        return new ApiServer(
                kubeconfig, new KubernetesClientBuilder().withConfig(config).build());
    }

    /** A name that nothing else on this server has. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    String newNamespace(String name, Map<String, String> labels) {
        String unique = unique(name);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(unique)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        return unique;
    }

    /** {@code helm upgrade --install}. */
    void install(Chart chart) {
        UpgradeCommand upgrade = new Helm(chart.folder())
                .upgrade()
                .install()
                .withName(chart.release())
                .withNamespace(chart.namespace())
                .withKubeConfig(kubeconfig);
        chart.values().forEach(upgrade::set);
        upgrade.call();
    }

    void uninstall(Chart chart) {
        Helm.uninstall(chart.release())
                .withNamespace(chart.namespace())
                .withKubeConfig(kubeconfig)
                .call();
    }

    @Override
    public void close() {
        client.close();
    }
}
