package io.instagramoperator.crds.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One namespace of the API server that {@value #KUBECONFIG} names. It serves our kinds, and users come to it with kubectl. */
record ApiServer(String namespace) {

    static final String KUBECONFIG = "TEST_APISERVER_KUBECONFIG";

    /** What kubectl printed. */
    record Output(int exitCode, String out, String err) {

        /** What it printed when all went well, as it should have. */
        String whenSuccessful() {
            if (exitCode != 0) {
                throw new AssertionError("kubectl ended with exit code " + exitCode + ": " + err);
            }
            return out;
        }
    }

    /** A new namespace, so that tests do not see each other. */
    static ApiServer withNewNamespace() {
        var server = new ApiServer("crds-" + UUID.randomUUID());
        server.kubectl("create", "namespace", server.namespace).whenSuccessful();
        server.kubectl("apply", "-f", "manifests").whenSuccessful();
        server.kubectl("wait", "--for=condition=Established", "-f", "manifests").whenSuccessful();
        return server;
    }

    Output kubectl(String... arguments) {
        return kubectlWithInput("", arguments);
    }

    Output kubectlWithInput(String input, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig(), "--namespace", namespace));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            String out = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
            String err = process.errorReader(StandardCharsets.UTF_8).readAllAsString();
            return new Output(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    KubernetesClient client() {
        Config config = Config.fromKubeconfig(new File(kubeconfig()));
        config.setNamespace(namespace);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static String kubeconfig() {
        return System.getenv(KUBECONFIG);
    }
}
