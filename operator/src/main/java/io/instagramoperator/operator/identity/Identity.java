package io.instagramoperator.operator.identity;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.instagramoperator.operator.container.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The name and the labels that all objects of a resource's process have. */
public enum Identity {
    /** Serves an InstagramAccount. */
    RECEIVER("receiver", "instagram-operator.io/account"),
    /** Serves a MetaApp. */
    GATEWAY("gateway", "instagram-operator.io/app");

    /** The longest name of a Service and the longest value of a label (RFC 1035). */
    private static final int LONGEST = 63;

    private static final int HASH_LENGTH = 8;

    private final String process;
    private final String ownerLabel;

    Identity(String process, String ownerLabel) {
        this.process = process;
        this.ownerLabel = ownerLabel;
    }

    /** What runs: the name of its container, and the end of the objects' name. */
    public String process() {
        return process;
    }

    /** The label with the resource's name, which leads from an object back to its resource. */
    public String ownerLabel() {
        return ownerLabel;
    }

    /** The label that the pods of all resources of the kind have. */
    public Map<String, String> anyPod() {
        return Map.of("app.kubernetes.io/name", "instagram-" + process);
    }

    /** {@code <name>-receiver}; where that has over 63 characters, the name's beginning and a hash of all of it. */
    public String name(HasMetadata owner) {
        String name = owner.getMetadata().getName();
        String suffix = "-" + process;
        if (name.length() + suffix.length() <= LONGEST) {
            return name + suffix;
        }
        String hash = Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
        String beginning = name.substring(0, LONGEST - suffix.length() - HASH_LENGTH - 1);
        return beginning + "-" + hash + suffix;
    }

    /** All labels. */
    public Map<String, String> labels(HasMetadata owner) {
        return Map.of(
                "app.kubernetes.io/name",
                "instagram-" + process,
                "app.kubernetes.io/instance",
                owner.getMetadata().getName(),
                "app.kubernetes.io/managed-by",
                "instagram-operator",
                ownerLabel,
                owner.getMetadata().getName());
    }

    /** Those that select the pods of one resource. A Deployment's selector can never be changed, so it has no more than it needs. */
    public Map<String, String> selector(HasMetadata owner) {
        return Map.of(
                "app.kubernetes.io/name",
                "instagram-" + process,
                "app.kubernetes.io/instance",
                owner.getMetadata().getName());
    }

    /** Name, namespace and labels. */
    public ObjectMeta metadata(HasMetadata owner) {
        return new ObjectMetaBuilder()
                .withName(name(owner))
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(labels(owner))
                .build();
    }
}
