package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The webhook fields of Meta's object {@code instagram}. The object {@code page} has other names for some ({@code messaging_referrals},
 * {@code message_reads}); they do not work here.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/reference/instagram/">Meta's reference of the object instagram</a>
 */
public enum WebhookField {
    /** Comments on posts and reels; with Instagram login mentions too. */
    @JsonProperty("comments")
    COMMENTS,
    /** Comments during a live broadcast. */
    @JsonProperty("live_comments")
    LIVE_COMMENTS,
    /** Mentions of the account; with Facebook login only. */
    @JsonProperty("mentions")
    MENTIONS,
    /** What the account itself sends; with Instagram login only, with Facebook login echoes come with {@link #MESSAGES}. */
    @JsonProperty("message_echoes")
    MESSAGE_ECHOES,
    /** Edits of messages. */
    @JsonProperty("message_edit")
    MESSAGE_EDIT,
    /** Reactions to messages. */
    @JsonProperty("message_reactions")
    MESSAGE_REACTIONS,
    /** Messages of every kind, and their deletion. */
    @JsonProperty("messages")
    MESSAGES,
    /** Passing a conversation from one app to another. */
    @JsonProperty("messaging_handover")
    MESSAGING_HANDOVER,
    /** Consent to be written to; with Instagram login only. */
    @JsonProperty("messaging_optins")
    MESSAGING_OPTINS,
    /** Warnings and blocks by Meta; with Facebook login only. */
    @JsonProperty("messaging_policy_enforcement")
    MESSAGING_POLICY_ENFORCEMENT,
    /** Buttons and ice breakers that a customer tapped. */
    @JsonProperty("messaging_postbacks")
    MESSAGING_POSTBACKS,
    /** How a customer came into the conversation: ad or link. */
    @JsonProperty("messaging_referral")
    MESSAGING_REFERRAL,
    /** Customers that read a message. */
    @JsonProperty("messaging_seen")
    MESSAGING_SEEN,
    /** Customers' feedback on answers; with Facebook login only. */
    @JsonProperty("response_feedback")
    RESPONSE_FEEDBACK,
    /** Events of conversations that another app has. */
    @JsonProperty("standby")
    STANDBY,
    /** Figures of a story that has ended; with Facebook login only. */
    @JsonProperty("story_insights")
    STORY_INSIGHTS
}
