package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The log of events.
 *
 * @param embedded  the store inside the receiver
 * @param retention how long delivered events are kept, 1 h to 8760 h, in hours, minutes and seconds such as {@code 168h} or {@code 36h30m}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StoreSpec(
        @JsonPropertyDescription("SQLite on a PersistentVolumeClaim that belongs to the receiver.") @Default("{}")
        EmbeddedStoreSpec embedded,

        @JsonPropertyDescription(
                "How long delivered events are kept: 1h to 8760h, in hours, minutes and seconds, for example 168h for 7 days.")
        @Default("168h")
        @Size(max = 32) @ValidationRule(
                value =
                        "self.matches('^([0-9]{1,5}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?$') && self != '' && duration(self) >= duration('1h') && duration(self) <= duration('8760h')",
                message =
                        "retention must be 1h to 8760h, in whole hours (h), minutes (m) and seconds (s), for example 168h for 7 days")
        String retention) {}
