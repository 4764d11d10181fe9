package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The way of delivery.
 *
 * @param ordering    what is kept in order
 * @param maxInFlight requests at the same time, 1 to 256
 * @param maxAge      how long an event is tried before it becomes a dead letter, 1 m to 720 h, such as {@code 72h}
 * @param perSecond   most requests a second, 1 to 10000; 0: no limit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DeliverySpec(
        @JsonPropertyDescription(
                "What is kept in order. Conversation: the events of one conversation are sent one after the other, those of several at the same time.")
        @Default("Conversation")
        Ordering ordering,

        @JsonPropertyDescription("Most requests at the same time, for each account: 1 to 256.")
        @Default("32")
        @Min(1) @Max(256) Integer maxInFlight,

        @JsonPropertyDescription(
                "How long an event is tried before it is given up and becomes a dead letter, 1m to 720h, in hours, minutes and seconds. Until then an event that keeps failing holds up its conversation.")
        @Default("72h")
        @Size(max = 32) @ValidationRule(
                value =
                        "self.matches('^([0-9]{1,5}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?$') && self != '' && duration(self) >= duration('1m') && duration(self) <= duration('720h')",
                message =
                        "maxAge must be 1m to 720h, in whole hours (h), minutes (m) and seconds (s), for example 72h for 3 days")
        String maxAge,

        @JsonPropertyDescription("Most requests a second, for each account: 1 to 10000; 0 for no limit.")
        @Default("0")
        @Min(0) @Max(10000) Integer perSecond) {}
