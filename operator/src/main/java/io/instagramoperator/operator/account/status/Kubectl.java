package io.instagramoperator.operator.account.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.stream.Collectors;

/** Commands that messages offer as a remedy. {@code VALUE} stands for what only the reader knows. */
final class Kubectl {

    private Kubectl() {}

    static String createSecret(String namespace, String name, Collection<String> keys) {
        return keys.stream()
                .map(key -> " --from-literal=" + key + "=VALUE")
                .collect(Collectors.joining("", "kubectl -n " + namespace + " create secret generic " + name, ""));
    }

    static String setSecretKeys(String namespace, String name, Collection<String> keys) {
        return keys.stream()
                .map(key -> "\"" + key + "\":\"VALUE\"")
                .collect(Collectors.joining(
                        ",",
                        "kubectl -n " + namespace + " patch secret " + name + " --type merge -p '{\"stringData\":{",
                        "}}'"));
    }

    static String describe(String namespace, String kind, String name) {
        return "kubectl -n " + namespace + " describe " + kind + " " + name;
    }

    static String previousLog(String namespace, String pod) {
        return "kubectl -n " + namespace + " logs " + pod + " --previous";
    }

    static String orphan(HasMetadata account) {
        return "kubectl -n " + account.getMetadata().getNamespace() + " patch instagramaccount "
                + account.getMetadata().getName() + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Orphan\"}}'";
    }

    static String removeAnnotation(HasMetadata account, String annotation) {
        return "kubectl -n " + account.getMetadata().getNamespace() + " annotate instagramaccount "
                + account.getMetadata().getName() + " " + annotation + "-";
    }
}
