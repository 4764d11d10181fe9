package io.instagramoperator.operator.condition;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Commands that messages offer as a remedy. {@code VALUE} stands for what only the reader knows. */
public final class Kubectl {

    private Kubectl() {}

    public static String createSecret(String namespace, String name, Collection<String> keys) {
        return keys.stream()
                .map(key -> " --from-literal=" + key + "=VALUE")
                .collect(Collectors.joining("", "kubectl -n " + namespace + " create secret generic " + name, ""));
    }

    public static String setSecretKeys(String namespace, String name, Collection<String> keys) {
        return keys.stream()
                .map(key -> "\"" + key + "\":\"VALUE\"")
                .collect(Collectors.joining(
                        ",",
                        "kubectl -n " + namespace + " patch secret " + name + " --type merge -p '{\"stringData\":{",
                        "}}'"));
    }

    public static String describe(String namespace, String kind, String name) {
        return "kubectl -n " + namespace + " describe " + kind + " " + name;
    }

    public static String previousLog(String namespace, String pod) {
        return "kubectl -n " + namespace + " logs " + pod + " --previous";
    }

    public static String orphan(HasMetadata resource) {
        return "kubectl -n " + resource.getMetadata().getNamespace() + " patch " + named(resource)
                + " --type merge -p '{\"spec\":{\"deletionPolicy\":\"Orphan\"}}'";
    }

    public static String removeAnnotation(HasMetadata resource, String annotation) {
        return "kubectl -n " + resource.getMetadata().getNamespace() + " annotate " + named(resource) + " " + annotation
                + "-";
    }

    public static String accounts(String namespace) {
        return "kubectl -n " + namespace + " get instagramaccounts";
    }

    public static String resume(HasMetadata subscription) {
        return "kubectl -n " + subscription.getMetadata().getNamespace() + " patch eventsubscription "
                + subscription.getMetadata().getName() + " --type merge -p '{\"spec\":{\"suspended\":false}}'";
    }

    private static String named(HasMetadata resource) {
        return resource.getKind().toLowerCase(Locale.ROOT) + " "
                + resource.getMetadata().getName();
    }
}
