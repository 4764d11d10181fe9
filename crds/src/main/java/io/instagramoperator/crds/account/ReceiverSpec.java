package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import java.util.List;
import java.util.Map;

/**
 * The receiver's pod.
 *
 * @param image            empty: the operator's default
 * @param resources        requests and limits of the container
 * @param nodeSelector     labels that the node must have
 * @param tolerations      taints of nodes that the pod tolerates
 * @param imagePullSecrets Secrets for the registry of the image
 * @param logLevel         least level that the receiver logs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReceiverSpec(
        @JsonPropertyDescription("Image of the receiver. Empty: the one that the operator was installed with.")
        @Default("\"\"")
        @Size(max = 512) @ValidationRule(
                value = "self == '' || self.matches('^[A-Za-z0-9][-A-Za-z0-9._:/@]*$')",
                message =
                        "image must be an image reference, for example registry.example.com/instagram-operator/receiver:0.1.0; leave it out for the operator's default")
        String image,

        @JsonPropertyDescription(
                "CPU and memory of the container. Where neither requests nor limits are given, the operator chooses.")
        @Default("{}")
        ReceiverResources resources,

        @JsonPropertyDescription("Labels that a node must have to run the pod.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(k, k.matches('" + Patterns.LABEL_KEY + "') && self[k].matches('"
                        + Patterns.LABEL_VALUE + "'))",
                message = "nodeSelector must be labels of nodes, for example kubernetes.io/arch: amd64")
        Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that the pod tolerates, at most 16.") @Size(max = 16) List<ReceiverToleration> tolerations,

        @JsonPropertyDescription("Secrets with which the node pulls the image, at most 8.") @Size(max = 8) List<ImagePullSecret> imagePullSecrets,

        @JsonPropertyDescription("Least level that the receiver logs.") @Default("INFO")
        LogLevel logLevel) {

    /** What is empty is left out when written, so it is absent when read again. */
    public ReceiverSpec {
        image = image == null ? "" : image;
        nodeSelector = nodeSelector == null ? Map.of() : nodeSelector;
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }
}
