package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed.
 *
 * @param kind    what to look at, such as {@code Address}, {@code Tls}, {@code Timeout} or {@code Status}
 * @param message what was seen and what to do about it
 * @param at      when it failed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeliveryError(
        @JsonPropertyDescription(
                "What to look at: Address, Tls, Refused, Timeout, TooSlow, Status, Gone, Credential or Protocol.")
        String kind,

        @JsonPropertyDescription("What was seen, and what to do about it.")
        String message,

        @JsonPropertyDescription("When it failed.") @Nullable Instant at) {}
