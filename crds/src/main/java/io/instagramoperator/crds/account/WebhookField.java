package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The webhook fields of Meta's object {@code instagram}. The object {@code page} has other names for some ({@code messaging_referrals},
 * {@code message_reads}); they do not work here.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/reference/instagram/">Meta's reference of the object instagram</a>
 */
public enum WebhookField {
    @JsonProperty("comments")
    COMMENTS,
    @JsonProperty("live_comments")
    LIVE_COMMENTS,
    @JsonProperty("mentions")
    MENTIONS,
    @JsonProperty("message_echoes")
    MESSAGE_ECHOES,
    @JsonProperty("message_edit")
    MESSAGE_EDIT,
    @JsonProperty("message_reactions")
    MESSAGE_REACTIONS,
    @JsonProperty("messages")
    MESSAGES,
    @JsonProperty("messaging_handover")
    MESSAGING_HANDOVER,
    @JsonProperty("messaging_optins")
    MESSAGING_OPTINS,
    @JsonProperty("messaging_policy_enforcement")
    MESSAGING_POLICY_ENFORCEMENT,
    @JsonProperty("messaging_postbacks")
    MESSAGING_POSTBACKS,
    @JsonProperty("messaging_referral")
    MESSAGING_REFERRAL,
    @JsonProperty("messaging_seen")
    MESSAGING_SEEN,
    @JsonProperty("response_feedback")
    RESPONSE_FEEDBACK,
    @JsonProperty("standby")
    STANDBY,
    @JsonProperty("story_insights")
    STORY_INSIGHTS
}
