package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import java.util.List;

/**
 * A requirement on one label.
 *
 * @param key      the label
 * @param operator how it is compared
 * @param values   with what, 1 to 32 values with {@code In} and {@code NotIn}, none otherwise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
        fieldPath = ".values",
        message = "operators In and NotIn need values; with Exists and DoesNotExist leave values out")
public record LabelRequirement(
        @JsonPropertyDescription("The label's key.")
        @Required
        @Size(max = 317) @ValidationRule(
                value = "self.matches('" + Patterns.LABEL_KEY + "')",
                message = "key must be the key of a label, for example team or example.com/team")
        String key,

        @JsonPropertyDescription(
                "In: the label has one of the values. NotIn: it has none of them, or is not there. Exists: it is there. DoesNotExist: it is not.")
        @Required
        LabelOperator operator,

        @JsonPropertyDescription("Values, with In and NotIn.")
        @Size(max = 32) @ValidationRule(
                value = "self.all(value, value.matches('" + Patterns.LABEL_VALUE + "'))",
                message = "values must be values of labels: letters, digits, '-', '_' and '.', for example sales")
        List<@Size(max = 63) String> values) {

    /** An absent list is an empty one. */
    public LabelRequirement {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
