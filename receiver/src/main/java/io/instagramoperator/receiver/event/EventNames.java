package io.instagramoperator.receiver.event;

import java.util.List;
import java.util.stream.Stream;

/** The names of the events that this version makes of Meta's updates, and of what becomes of replies. */
public final class EventNames {

    static final String MESSAGE_RECEIVED = "message.received";
    static final String MESSAGE_SENT = "message.sent";
    static final String MESSAGE_EDITED = "message.edited";
    static final String MESSAGE_DELETED = "message.deleted";
    static final String MESSAGE_REACTION = "message.reaction";
    static final String MESSAGE_READ = "message.read";
    static final String POSTBACK_RECEIVED = "postback.received";
    static final String REFERRAL_RECEIVED = "referral.received";
    static final String OPTIN_RECEIVED = "optin.received";
    static final String HANDOVER_PASSED = "handover.passed";
    static final String HANDOVER_TAKEN = "handover.taken";
    static final String HANDOVER_REQUESTED = "handover.requested";
    static final String POLICY_ENFORCED = "policy.enforced";
    static final String FEEDBACK_RECEIVED = "feedback.received";
    static final String COMMENT_RECEIVED = "comment.received";
    static final String LIVE_COMMENT_RECEIVED = "live_comment.received";
    static final String MENTION_RECEIVED = "mention.received";
    static final String STORY_INSIGHTS = "story.insights";
    static final String REPLY_SENT = "reply.sent";
    static final String REPLY_FAILED = "reply.failed";
    static final String TEST_RECEIVED = "test.received";
    static final String UNKNOWN = "unknown";

    /** Stands before the name of an event of a conversation that another app has in hand. */
    static final String STANDBY = "standby.";

    /** Those of conversations. Each of them is there in standby, too. */
    static final List<String> OF_CONVERSATIONS = List.of(
            MESSAGE_RECEIVED,
            MESSAGE_SENT,
            MESSAGE_EDITED,
            MESSAGE_DELETED,
            MESSAGE_REACTION,
            MESSAGE_READ,
            POSTBACK_RECEIVED,
            REFERRAL_RECEIVED,
            OPTIN_RECEIVED,
            HANDOVER_PASSED,
            HANDOVER_TAKEN,
            HANDOVER_REQUESTED,
            POLICY_ENFORCED,
            FEEDBACK_RECEIVED);

    /** All of them. */
    public static final List<String> ALL = Stream.of(
                    OF_CONVERSATIONS.stream(),
                    Stream.of(COMMENT_RECEIVED, LIVE_COMMENT_RECEIVED, MENTION_RECEIVED, STORY_INSIGHTS),
                    OF_CONVERSATIONS.stream().map(STANDBY::concat),
                    Stream.of(REPLY_SENT, REPLY_FAILED, TEST_RECEIVED, UNKNOWN))
            .flatMap(names -> names)
            .toList();

    private EventNames() {}
}
