package io.instagramoperator.simulator.graph;

import io.instagramoperator.simulator.state.Login;
import java.util.List;
import java.util.Set;

/**
 * The names of webhook fields that each edge knows. A Page has other names than an Instagram account for some of them
 * (Webhooks reference, objects {@code page} and {@code instagram}).
 */
final class FieldNames {

    /** Of the app's subscription to object {@code instagram}. */
    static final Set<String> APP = Set.of(
            "comments",
            "live_comments",
            "mentions",
            "message_echoes",
            "message_edit",
            "message_reactions",
            "messages",
            "messaging_handover",
            "messaging_optins",
            "messaging_policy_enforcement",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_seen",
            "response_feedback",
            "standby",
            "story_insights");

    private static final Set<String> PAGE = Set.of(
            "feed",
            "mention",
            "message_deliveries",
            "message_echoes",
            "message_edits",
            "message_reactions",
            "message_reads",
            "messages",
            "messaging_handovers",
            "messaging_optins",
            "messaging_policy_enforcement",
            "messaging_postbacks",
            "messaging_referrals",
            "response_feedback",
            "standby");

    private static final Set<String> INSTAGRAM_USER = Set.of(
            "comments",
            "live_comments",
            "message_echoes",
            "message_edit",
            "message_reactions",
            "messages",
            "messaging_handover",
            "messaging_optins",
            "messaging_postbacks",
            "messaging_referral",
            "messaging_seen",
            "standby");

    private FieldNames() {}

    /** Of an account's subscription: a Page's names with Facebook Login. */
    static Set<String> ofAccount(Login login) {
        return login == Login.FACEBOOK ? PAGE : INSTAGRAM_USER;
    }

    /** @throws GraphException if there is none, or one that the edge does not know */
    static List<String> check(String parameter, List<String> fields, Set<String> known) {
        if (fields.isEmpty()) {
            throw new GraphException(GraphError.invalidParameter("The parameter " + parameter + " is required"));
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!known.contains(fields.get(i))) {
                throw new GraphException(GraphError.invalidParameter("Param %s[%d] must be one of {%s} - got \"%s\"."
                        .formatted(
                                parameter,
                                i,
                                String.join(", ", known.stream().sorted().toList()),
                                fields.get(i))));
            }
        }
        return fields;
    }
}
