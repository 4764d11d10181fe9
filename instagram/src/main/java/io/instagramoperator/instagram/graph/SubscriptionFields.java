package io.instagramoperator.instagram.graph;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Names of webhook fields by edge: every edge refuses the whole call for one name that it does not know. */
public final class SubscriptionFields {

    /** Fields of the object {@code instagram} ("Webhooks Reference: Instagram"); the app's edge knows all of them. */
    private static final Set<String> OF_INSTAGRAM = Set.of(
            "messages",
            "message_echoes",
            "message_reactions",
            "message_edit",
            "messaging_seen",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_optins",
            "messaging_handover",
            "messaging_policy_enforcement",
            "standby",
            "response_feedback",
            "comments",
            "live_comments",
            "mentions",
            "story_insights");

    /** Not offered to accounts with Instagram Login. */
    private static final Set<String> NOT_WITH_INSTAGRAM_LOGIN =
            Set.of("messaging_policy_enforcement", "response_feedback", "mentions", "story_insights");

    /** Fields that a Page has under the same name. Its others are called differently, as {@code message_reads} for {@code messaging_seen}. */
    private static final Set<String> OF_PAGE =
            Set.of("messages", "message_reactions", "messaging_postbacks", "messaging_optins", "standby");

    private SubscriptionFields() {}

    /** Those of the wanted fields that the app's edge knows. */
    public static Set<String> ofApp(Collection<String> wanted) {
        return both(wanted, OF_INSTAGRAM);
    }

    /**
     * Those of the wanted fields that the account's edge knows; never empty.
     * With Facebook Login any one field of the Page switches the account's webhooks on; which ones come is decided by the app's subscription.
     */
    public static Set<String> ofAccount(Login login, Collection<String> wanted) {
        if (login == Login.FACEBOOK) {
            Set<String> names = both(wanted, OF_PAGE);
            return names.isEmpty() ? Set.of("feed") : names;
        }
        Set<String> names = both(wanted, OF_INSTAGRAM);
        names.removeAll(NOT_WITH_INSTAGRAM_LOGIN);
        return names.isEmpty() ? Set.of("messages") : names;
    }

    private static Set<String> both(Collection<String> wanted, Set<String> known) {
        Set<String> names = new TreeSet<>(wanted);
        names.retainAll(known);
        return names;
    }
}
