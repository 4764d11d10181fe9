package io.instagramoperator.crds.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the app's callback was lost, led elsewhere, or lacked fields.
 *
 * @param from the last check before it that found all well
 * @param to   the first check after it that did; absent: it goes on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OutageStatus(
        @JsonPropertyDescription("The last check before it that found all well.") @Required
        Instant from,

        @JsonPropertyDescription("The first check after it that found all well. Absent: it goes on.") @Nullable Instant to) {}
