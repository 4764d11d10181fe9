package io.instagramoperator.webhook.config;

/** What should be so at Meta. */
public enum Desired {
    /** Subscribed, serving. */
    PRESENT,
    /** Unsubscribed and drained: the account or app is being deleted. */
    ABSENT
}
