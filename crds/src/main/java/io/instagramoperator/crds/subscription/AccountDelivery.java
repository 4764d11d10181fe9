package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * How far the subscription is at one account, as its receiver reports it.
 *
 * @param name          of the InstagramAccount
 * @param cursor        every event up to it is settled: delivered, or a dead letter
 * @param backlog       events that are still to be delivered
 * @param oldestSeconds how long the oldest of them has waited, in seconds; absent: there are none
 * @param deadLetters   events that were given up
 * @param breaker       {@code Closed}, {@code Open} or {@code HalfOpen}
 * @param suspended     by the spec, or because the endpoint answered 410
 * @param lastError     what failed last; gone with the next delivery, unless an event waits that fails again and again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountDelivery(
        @JsonPropertyDescription("Name of the InstagramAccount.") @Required
        String name,

        @JsonPropertyDescription("Every event up to this cursor is settled: delivered, or a dead letter.") @Nullable String cursor,

        @JsonPropertyDescription("Events that are still to be delivered.")
        long backlog,

        @JsonPropertyDescription("How long the oldest of them has waited, in seconds.") @Nullable Long oldestSeconds,

        @JsonPropertyDescription("Events that were given up after their maxAge.")
        long deadLetters,

        @JsonPropertyDescription(
                "Whether requests go out. Closed: as they come. Open: none, the endpoint failed too often. HalfOpen: one, to see whether it is there again.")
        String breaker,

        @JsonPropertyDescription(
                "Whether nothing is sent, because the spec says so or because the endpoint answered 410.")
        boolean suspended,

        @JsonPropertyDescription(
                "What failed last. It goes with the next event that is delivered; but it stays, over restarts too, as long as an event waits that fails again and again.")
        @Nullable DeliveryError lastError) {}
