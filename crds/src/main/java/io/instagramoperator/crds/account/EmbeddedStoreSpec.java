package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.instagramoperator.crds.Patterns;

/**
 * The receiver's volume. Kubernetes can neither shrink a PersistentVolumeClaim nor change its class, so neither can this
 * (the rule that size cannot shrink is at {@link InstagramAccount}: it needs the status).
 *
 * @param size             of the volume, in bytes
 * @param storageClassName empty: the cluster's default class
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EmbeddedStoreSpec(
        @JsonPropertyDescription(
                "Size of the volume, at least 64Mi. It can grow where the storage class allows that, and never shrink.")
        @Default("2Gi")
        @ValidationRule(
                value = "isQuantity(string(self)) && quantity(string(self)).compareTo(quantity('64Mi')) >= 0",
                message = "size must be a quantity of at least 64Mi, for example 2Gi")
        Quantity size,

        @JsonPropertyDescription("Storage class of the volume. Empty: the cluster's default class. Cannot be changed.")
        @Default("\"\"")
        @Size(max = 253) @ValidationRule(
                value = "self == '' || self.matches('" + Patterns.DNS_SUBDOMAIN + "')",
                message =
                        "storageClassName must be the name of a StorageClass, see kubectl get storageclass; leave it out for the default class")
        @ValidationRule(
                value = "self == oldSelf",
                messageExpression =
                        "'storageClassName cannot be changed: a PersistentVolumeClaim keeps its class' + (oldSelf == '' ? ', here the default class; leave it out' : '; keep ' + oldSelf) + ', or delete this InstagramAccount and create it again'",
                message = "storageClassName cannot be changed")
        String storageClassName) {

    /** The empty text is left out when written, so it is absent when read again. */
    public EmbeddedStoreSpec {
        storageClassName = storageClassName == null ? "" : storageClassName;
    }
}
