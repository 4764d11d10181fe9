package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.instagramoperator.crds.SecretKeyRef;
import java.util.List;

/**
 * The application API.
 *
 * @param tokenRefs bearer tokens that are let in, at most 16; empty: the API is off
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiSpec(
        @JsonPropertyDescription(
                "Secret keys with the bearer tokens that applications may use, at most 16. Without any the API is off.")
        @Size(min = 1, max = 16) List<SecretKeyRef> tokenRefs) {

    /** An absent list, which the schema allows, is an empty one here. */
    public ApiSpec {
        tokenRefs = tokenRefs == null ? List.of() : List.copyOf(tokenRefs);
    }
}
