package io.instagramoperator.receiver.reply.body;

import java.util.List;
import java.util.Set;

/** {@code sender_action} with its {@code payload}. */
final class Actions {

    private static final String REACT = "react";
    private static final String UNREACT = "unreact";
    private static final Set<String> ALL = Set.of("typing_on", "typing_off", "mark_seen", REACT, UNREACT);
    private static final Set<String> REACT_FIELDS = Set.of("message_id", "reaction");
    private static final Set<String> UNREACT_FIELDS = Set.of("message_id");

    /** They belong to messages. */
    private static final List<String> NEVER_BESIDE = List.of("tag", "reply_to");

    /** "Sender actions": the request has the recipient and the action only. */
    private static final List<String> NEVER_BESIDE_PLAIN = List.of("tag", "reply_to", "messaging_type", "payload");

    private Actions() {}

    static boolean isReaction(String action) {
        return action.equals(REACT) || action.equals(UNREACT);
    }

    static void check(Place body) {
        if (body.at("recipient").has("comment_id")) {
            body.at("sender_action").refuse("needs recipient.id; a comment can only be answered with a message");
        }
        body.at("sender_action").oneOf(ALL).ifPresent(action -> {
            refuseBeside(action, body, isReaction(action) ? NEVER_BESIDE : NEVER_BESIDE_PLAIN);
            if (action.equals(REACT)) {
                checkReact(body.at("payload"));
            } else if (action.equals(UNREACT)) {
                checkUnreact(body.at("payload"));
            }
        });
    }

    private static void checkReact(Place payload) {
        if (payload.isObjectOf(REACT_FIELDS, "{\"message_id\": \"…\", \"reaction\": \"love\"}")) {
            payload.at("message_id").text();
            payload.at("reaction").text();
        }
    }

    private static void checkUnreact(Place payload) {
        if (payload.isObjectOf(UNREACT_FIELDS, "{\"message_id\": \"…\"}")) {
            payload.at("message_id").text();
        }
    }

    private static void refuseBeside(String action, Place body, List<String> fields) {
        for (String field : fields) {
            if (body.has(field)) {
                body.at(field).refuse("cannot be beside sender_action " + action + "; leave it out");
            }
        }
    }
}
