package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import java.util.List;
import java.util.Map;

/**
 * Chooses accounts by their labels, as Kubernetes does everywhere: all requirements must hold, and no requirement matches all.
 *
 * @param matchLabels      labels that an account must have, at most 16
 * @param matchExpressions further requirements, at most 16
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountSelector(
        @JsonPropertyDescription("Labels that an account must have, all of them.")
        @Size(max = 16) @ValidationRule(
                value = "self.all(k, k.matches('" + Patterns.LABEL_KEY + "') && self[k].matches('"
                        + Patterns.LABEL_VALUE + "'))",
                message = "matchLabels must be labels of accounts, for example team: sales")
        Map<String, @Size(max = 63) String> matchLabels,

        @JsonPropertyDescription("Further requirements on the labels of an account, all of which must hold.")
        @Size(max = 16) List<LabelRequirement> matchExpressions) {

    /** What is empty is left out when written, so it is absent when read again. */
    public AccountSelector {
        matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
        matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
    }
}
