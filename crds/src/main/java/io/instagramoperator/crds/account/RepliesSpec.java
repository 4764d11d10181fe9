package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * Replies to customers.
 *
 * @param enabled   whether {@code POST /v1/messages} takes replies
 * @param perSecond the account's own limit, 1 to 300 replies a second
 * @param humanAgent whether replies may have Meta's tag {@code HUMAN_AGENT}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RepliesSpec(
        @JsonPropertyDescription("Whether applications may send replies for this account.") @Default("true")
        Boolean enabled,

        @JsonPropertyDescription(
                "Most replies a second that the receiver sends for this account, 1 to 300; Meta's own limits are obeyed besides.")
        @Default("10")
        @Min(1) @Max(300) Integer perSecond,

        @JsonPropertyDescription(
                "Whether a reply may have Meta's tag HUMAN_AGENT, with which a person may answer until 7 days after the customer's last message instead of 24 hours. Only for an app with Meta's feature Human Agent.")
        @Default("false")
        Boolean humanAgent) {}
