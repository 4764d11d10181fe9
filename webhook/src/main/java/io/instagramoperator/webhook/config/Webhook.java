package io.instagramoperator.webhook.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The webhook as Meta should know it.
 *
 * @param callbackUrl the public address of the path that is served; without it nothing can be registered
 * @param fields names of Meta's subscription fields, at least one
 * @param registration who registers the callback
 * @param takeOver whether a foreign callback of the app may be replaced by ours
 */
public record Webhook(Optional<URI> callbackUrl, List<String> fields, Registration registration, boolean takeOver) {

    /** The subscription fields of object {@code instagram} (Graph API reference, "Webhooks", Instagram). */
    private static final List<String> KNOWN_FIELDS = List.of(
            "messages",
            "message_echoes",
            "message_reactions",
            "message_edit",
            "messaging_seen",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_optins",
            "messaging_handover",
            "standby",
            "messaging_policy_enforcement",
            "response_feedback",
            "comments",
            "live_comments",
            "mentions",
            "story_insights");

    private static final List<String> DEFAULT_FIELDS =
            List.of("messages", "messaging_postbacks", "message_reactions", "messaging_seen", "messaging_referral");

    /** Who registers the callback of the app at Meta. */
    public enum Registration {
        /** We do, and repeat it when Meta has dropped it. */
        AUTOMATIC,
        /** A human does, in Meta's dashboard. */
        MANUAL
    }

    /** What stands in the section {@code webhook}, which may have further fields. */
    public static Webhook read(Section section) {
        return new Webhook(
                section.url("callbackUrl"),
                section.has("fields") ? fields(section) : DEFAULT_FIELDS,
                section.choice("registration", Registration.class, Registration.AUTOMATIC),
                section.flag("takeOver", false));
    }

    private static List<String> fields(Section section) {
        Pattern known = Pattern.compile(String.join("|", KNOWN_FIELDS));
        String what = "a field of Meta's; allowed: " + String.join(", ", KNOWN_FIELDS);
        return section.texts("fields", known, what, 1, KNOWN_FIELDS.size());
    }
}
