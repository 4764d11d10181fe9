package io.instagramoperator.instagram.graph;

import java.util.Locale;

/** The calls that this client makes; the label of metrics. */
public enum Operation {
    SEND,
    READ_APP_SUBSCRIPTIONS,
    SUBSCRIBE_APP,
    UNSUBSCRIBE_APP,
    READ_ACCOUNT_SUBSCRIPTIONS,
    SUBSCRIBE_ACCOUNT,
    UNSUBSCRIBE_ACCOUNT,
    DEBUG_TOKEN,
    ME,
    REFRESH_TOKEN,
    READ_CONVERSATIONS,
    READ_MESSAGES;

    /** {@code subscribe_app} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
