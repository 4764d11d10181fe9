package io.instagramoperator.receiver.event;

import java.util.List;

/** The names of the events that this version makes of Meta's updates. In standby, {@code standby.} stands before them. */
public final class EventNames {

    static final String MESSAGE_RECEIVED = "message.received";
    static final String MESSAGE_SENT = "message.sent";
    static final String MESSAGE_DELETED = "message.deleted";
    static final String MESSAGE_REACTION = "message.reaction";
    static final String MESSAGE_READ = "message.read";
    static final String POSTBACK_RECEIVED = "postback.received";
    static final String TEST_RECEIVED = "test.received";
    static final String UNKNOWN = "unknown";

    /** All of them. */
    public static final List<String> ALL = List.of(
            MESSAGE_RECEIVED,
            MESSAGE_SENT,
            MESSAGE_DELETED,
            MESSAGE_REACTION,
            MESSAGE_READ,
            POSTBACK_RECEIVED,
            TEST_RECEIVED,
            UNKNOWN);

    private EventNames() {}
}
