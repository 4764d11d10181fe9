package io.instagramoperator.crds.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * A toleration as in a pod, without what only newer clusters know.
 *
 * @param key               the taint's key; absent: every taint
 * @param operator          {@code Equal} or {@code Exists}
 * @param value             the taint's value, with {@code Equal}
 * @param effect            {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; absent: every effect
 * @param tolerationSeconds how long a {@code NoExecute} taint is tolerated, in seconds; absent: for good
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.key) || self.operator == 'Exists'",
        fieldPath = ".operator",
        message = "operator must be Exists where key is left out: it then tolerates every taint")
@ValidationRule(
        value = "!has(self.value) || self.operator == 'Equal'",
        fieldPath = ".value",
        reason = "FieldValueForbidden",
        message = "value works only with operator: Equal; set that operator or leave it out")
@ValidationRule(
        value = "!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')",
        fieldPath = ".tolerationSeconds",
        reason = "FieldValueForbidden",
        message = "tolerationSeconds works only with effect: NoExecute; set that effect or leave it out")
public record PodToleration(
        @JsonPropertyDescription("Key of the taint. Without it every taint is tolerated, which needs operator: Exists.")
        @Size(max = 317) @ValidationRule(
                value = "self.matches('" + Patterns.LABEL_KEY + "')",
                message = "key must be the key of a taint, for example example.com/dedicated")
        @Nullable String key,

        @JsonPropertyDescription("Equal: the taint has this value. Exists: any value.")
        @Default("Equal")
        @Size(max = 32) @ValidationRule(value = "self in ['Equal', 'Exists']", message = "operator must be Equal or Exists")
        String operator,

        @JsonPropertyDescription("Value of the taint, with operator: Equal.")
        @Size(max = 63) @ValidationRule(
                value = "self.matches('" + Patterns.LABEL_VALUE + "')",
                message = "value must be the value of a taint: letters, digits, '-', '_' and '.'")
        @Nullable String value,

        @JsonPropertyDescription("Effect of the taint. Without it every effect is tolerated.")
        @Size(max = 32) @ValidationRule(
                value = "self in ['NoSchedule', 'PreferNoSchedule', 'NoExecute']",
                message = "effect must be NoSchedule, PreferNoSchedule or NoExecute; leave it out for all of them")
        @Nullable String effect,

        @JsonPropertyDescription("Seconds for which a taint with effect NoExecute is tolerated. Without it for good.")
        @Nullable Long tolerationSeconds) {}
