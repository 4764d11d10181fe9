package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * Where events go.
 *
 * @param http an endpoint that they are posted to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SinkSpec(
        @JsonPropertyDescription("An HTTP endpoint that each event is posted to, signed as Standard Webhooks says.")
        @Required
        HttpSinkSpec http) {}
