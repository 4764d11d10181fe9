package io.instagramoperator.crds.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.instagramoperator.crds.Patterns;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a receiver or of a gateway. How many there may be each kind says in its schema.
 *
 * @param replicas                  how many
 * @param image                     empty: the operator's default
 * @param resources                 requests and limits of the container
 * @param nodeSelector              labels that the node must have
 * @param tolerations               taints of nodes that the pod tolerates
 * @param affinity                  nodes and pods that the pod should be near to or far from, as in any pod
 * @param topologySpreadConstraints how evenly such pods are spread, as in any pod
 * @param priorityClassName         empty: the cluster's default priority
 * @param imagePullSecrets          Secrets for the registry of the image
 * @param podLabels                 labels of the pod beside the operator's
 * @param podAnnotations            annotations of the pod beside the operator's
 * @param logLevel                  least level that the process logs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodsSpec(
        Integer replicas,

        @JsonPropertyDescription("Image of the container. Empty: the one that the operator was installed with.")
        @Default("\"\"")
        @Size(max = 512) @ValidationRule(
                value = "self == '' || self.matches('^[A-Za-z0-9][-A-Za-z0-9._:/@]*$')",
                message =
                        "image must be an image reference, for example registry.example.com/team/image:0.1.0; leave it out for the operator's default")
        String image,

        @JsonPropertyDescription(
                "CPU and memory of the container. Where neither requests nor limits are given, the operator chooses.")
        @Default("{}")
        PodResources resources,

        @JsonPropertyDescription("Labels that a node must have to run the pod.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(k, k.matches('" + Patterns.LABEL_KEY + "') && self[k].matches('"
                        + Patterns.LABEL_VALUE + "'))",
                message = "nodeSelector must be labels of nodes, for example kubernetes.io/arch: amd64")
        Map<String, @Size(max = 63) String> nodeSelector,

        @JsonPropertyDescription("Taints of nodes that the pod tolerates, at most 16, none twice.")
        @Size(max = 16) @ValidationRule(
                value = "self.all(t, self.exists_one(other, other == t))",
                message = "tolerations must not have the same toleration twice; remove one of the two")
        List<PodToleration> tolerations,

        @JsonPropertyDescription(
                "Nodes and pods that the pod must or should be near to, or far from. As spec.affinity of a pod; a term without labelSelector is about the operator's pods of the same kind.")
        @Nullable Affinity affinity,

        @JsonPropertyDescription(
                "How evenly the operator's pods of this kind are spread over zones or nodes, at most 8 constraints. As spec.topologySpreadConstraints of a pod; without labelSelector all of them are counted.")
        @Size(max = 8) List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription(
                "PriorityClass of the pod: which pods the scheduler serves first, and which it evicts last. Empty: the cluster's default.")
        @Default("\"\"")
        @Size(max = 253) @ValidationRule(
                value = "self == '' || self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "priorityClassName must be the name of a PriorityClass, see kubectl get priorityclass; leave it out for the default")
        String priorityClassName,

        @JsonPropertyDescription("Secrets with which the node pulls the image, at most 8.") @Size(max = 8) List<ImagePullSecret> imagePullSecrets,

        @JsonPropertyDescription(
                "Labels of the pod beside the operator's own, at most 32. Of those the operator sets app.kubernetes.io/* and instagram-operator.io/*. A change restarts the pod.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(k, k.matches('" + Patterns.LABEL_KEY + "') && self[k].matches('"
                        + Patterns.LABEL_VALUE + "'))",
                message =
                        "podLabels must be labels: keys such as team or example.com/team, values of at most 63 letters, digits, '-', '_' and '.'")
        @ValidationRule(
                value =
                        "self.all(k, !k.startsWith('app.kubernetes.io/') && !k.startsWith('instagram-operator.io/') && k != 'pod-template-hash')",
                message =
                        "podLabels cannot have app.kubernetes.io/*, instagram-operator.io/* and pod-template-hash: the operator and the Deployment find the pod by them; choose another prefix, for example example.com/team")
        Map<String, @Size(max = 63) String> podLabels,

        @JsonPropertyDescription(
                "Annotations of the pod beside the operator's own, which are instagram-operator.io/*; at most 32, each of at most 4096 characters. A change restarts the pod.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(k, k.matches('" + Patterns.LABEL_KEY + "'))",
                message = "podAnnotations must have keys such as example.com/scrape: letters, digits, '-', '_' and '.'")
        @ValidationRule(
                value = "self.all(k, !k.startsWith('instagram-operator.io/'))",
                message =
                        "podAnnotations cannot have instagram-operator.io/*: the operator sets these itself; choose another prefix, for example example.com/scrape")
        Map<String, @Size(max = 4096) String> podAnnotations,

        @JsonPropertyDescription("Least level that the process logs.") @Default("INFO")
        LogLevel logLevel) {

    /** What is empty is left out when written, so it is absent when read again. */
    public PodsSpec {
        affinity = new Affinity().equals(affinity) ? null : affinity;
        image = image == null ? "" : image;
        nodeSelector = nodeSelector == null ? Map.of() : nodeSelector;
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        topologySpreadConstraints =
                topologySpreadConstraints == null ? List.of() : List.copyOf(topologySpreadConstraints);
        priorityClassName = priorityClassName == null ? "" : priorityClassName;
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        podLabels = podLabels == null ? Map.of() : podLabels;
        podAnnotations = podAnnotations == null ? Map.of() : podAnnotations;
    }
}
